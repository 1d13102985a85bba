import type { FaceId } from '@kith/core/faces';
import { reasonOf } from '@kith/core/ports';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { PhotoDetail, ShareBox } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { useToast } from '../data/toast-context.js';
import { refreshAll } from '../data/use-live.js';
import { Button } from '../parts/button.js';

const least = 0.01;
const step = 0.01;

interface DrawFaceProps {
  readonly photo: PhotoDetail;
  /** With the face that was added, or null. */
  readonly onDone: (face: FaceId | null) => void;
}

/** Draws a box: drag it, or tap its centre and set its size, or move it with the arrow keys (with Shift: size). */
export function DrawFace({ photo, onDone }: DrawFaceProps) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const aspect = photo.width / photo.height;
  const [box, setBox] = useState<ShareBox>(() => around(0.5, 0.45, 0.16, aspect));
  const start = useRef<{ x: number; y: number } | null>(null);

  const at = (event: PointerEvent<HTMLElement>) => {
    const r = event.currentTarget.getBoundingClientRect();
    return { x: clamp((event.clientX - r.left) / r.width), y: clamp((event.clientY - r.top) / r.height) };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    const [a, b] = [start.current, at(event)];
    const drawn = {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    };
    if (drawn.width > least && drawn.height > least) setBox(drawn);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const [a, b] = [start.current, at(event)];
    start.current = null;
    if (a !== null && Math.abs(a.x - b.x) < least) setBox(around(b.x, b.y, box.width, aspect));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
      event.key
    ];
    if (move === undefined) return;
    event.preventDefault();
    const [dx = 0, dy = 0] = move;
    setBox((b) => (event.shiftKey ? resized(b, b.width + dx + dy, aspect) : moved(b, dx, dy)));
  };
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      const { face, reason } = await api.draw({ photo: photo.photo, box });
      refreshAll(client);
      toast({ text: reason === null ? 'Face added' : `Kept for the next scan: ${reason}` });
      onDone(face);
    } catch (error) {
      toast({ text: reasonOf(error), bad: true });
      setSaving(false);
    }
  };
  const percent = (v: number) => `${v * 100}%`;
  return (
    <div className="draw">
      <button
        type="button"
        className="draw-area"
        aria-label="Box of the missed face. Arrow keys move it, with Shift they change its size."
        // biome-ignore lint/a11y/noAutofocus: opened by its button
        autoFocus
        onKeyDown={onKeyDown}
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId);
          start.current = at(e);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
      >
        <span
          className="draw-box"
          style={{
            left: percent(box.x),
            top: percent(box.y),
            width: percent(box.width),
            height: percent(box.height),
          }}
        />
      </button>
      <div className="draw-bar">
        <label>
          Size
          <input
            type="range"
            min={0.02}
            max={0.9}
            step={0.01}
            value={box.width}
            onChange={(e) => setBox(resized(box, Number(e.target.value), aspect))}
          />
        </label>
        <Button look="strong" icon="check" disabled={saving} onClick={save}>
          {saving ? 'Looking …' : 'Add face'}
        </Button>
        <Button onClick={() => onDone(null)}>Cancel</Button>
      </div>
    </div>
  );
}

const clamp = (v: number) => Math.max(0, Math.min(1, v));

function around(x: number, y: number, width: number, aspect: number): ShareBox {
  const w = Math.max(least, Math.min(1, width));
  const h = Math.min(1, w * aspect * 1.2);
  return moved({ x: x - w / 2, y: y - h / 2, width: w, height: h }, 0, 0);
}

function moved(b: ShareBox, dx: number, dy: number): ShareBox {
  const x = Math.max(0, Math.min(1 - b.width, b.x + dx));
  const y = Math.max(0, Math.min(1 - b.height, b.y + dy));
  return { ...b, x, y };
}

function resized(b: ShareBox, width: number, aspect: number): ShareBox {
  return around(b.x + b.width / 2, b.y + b.height / 2, width, aspect);
}
