import { useEffect, useMemo, useRef, useState } from 'react';
import type { FaceMap } from '../../api/outputs.js';
import { layFaces } from '../data/lay-faces.js';
import { useRead } from '../data/use-read.js';
import { useWidth } from '../data/use-width.js';
import { called, count } from '../data/words.js';
import { FacePicture } from '../parts/face-picture.js';
import { StateOf } from '../parts/state-of.js';

export function FaceMapView() {
  const query = useRead('faceMap', { limit: 1500 });
  return <StateOf query={query}>{(map) => <Laid map={map} />}</StateOf>;
}

/** Computes the layout in a worker, with its true progress. */
function Laid({ map }: { readonly map: FaceMap }) {
  const [progress, setProgress] = useState(0);
  const [points, setPoints] = useState<Float32Array | null>(null);
  useEffect(() => layFaces(map, setProgress, setPoints), [map]);
  if (map.faces.length < 10) return <p className="muted">Needs at least ten faces.</p>;
  if (points === null) return <progress aria-label="Laying out the map" max={1} value={progress} />;
  return <Plot map={map} points={points} />;
}

const height = 460;
const near = 14;

function Plot({ map, points }: { readonly map: FaceMap; readonly points: Float32Array }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const placed = useMemo(() => place(points, width, height), [points, width]);
  const colours = useMemo(() => coloursOf(map), [map]);
  useEffect(() => {
    const pixels = Math.min(2, devicePixelRatio || 1);
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current || width === 0) return;
    canvas.current.width = width * pixels;
    canvas.current.height = height * pixels;
    context.scale(pixels, pixels);
    for (const [i, colour] of colours.entries()) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(placed[2 * i] ?? 0, placed[2 * i + 1] ?? 0, 3.2, 0, 2 * Math.PI);
      context.fill();
    }
  }, [placed, colours, width]);
  const face = at === null ? undefined : map.faces[at];
  const people = new Set(map.faces.map((f) => f.person)).size;
  return (
    <div ref={ref} className="map">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Map of ${count(map.faces.length, 'face')} of ${count(people, 'person', 'people')}: likeness is nearness`}
        style={{ width: '100%', height }}
        onPointerMove={(e) => setAt(nearest(placed, e.nativeEvent.offsetX, e.nativeEvent.offsetY))}
        onPointerLeave={() => setAt(null)}
      />
      {face && at !== null && (
        <div
          className="map-face"
          style={{
            left: Math.min(width - 110, placed[2 * at] ?? 0),
            top: Math.max(0, (placed[2 * at + 1] ?? 0) - 130),
          }}
        >
          <FacePicture face={face.face} side={88} />
          <span>{called(face.name)}</span>
        </div>
      )}
    </div>
  );
}

function place(points: Float32Array, width: number, tall: number): Float32Array {
  const placed = new Float32Array(points.length);
  for (const axis of [0, 1]) {
    const values = points.filter((_, i) => i % 2 === axis);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (axis === 0 ? width : tall) - 24;
    for (let i = axis; i < points.length; i += 2) {
      placed[i] = 12 + (((points[i] ?? 0) - low) / Math.max(1e-6, high - low)) * room;
    }
  }
  return placed;
}

function nearest(placed: Float32Array, x: number, y: number): number | null {
  let best: number | null = null;
  let least = near;
  for (let i = 0; i < placed.length / 2; i++) {
    const d = Math.hypot((placed[2 * i] ?? 0) - x, (placed[2 * i + 1] ?? 0) - y);
    if (d < least) [best, least] = [i, d];
  }
  return best;
}

/** Hues a golden angle apart, so that neighbours in the list differ; the same lightness in both themes. */
function coloursOf(map: FaceMap): string[] {
  const order = new Map([...new Set(map.faces.map((f) => f.person))].map((p, i) => [p, i]));
  return map.faces.map((f) =>
    f.person === null ? 'oklch(65% 0 0)' : `oklch(65% 0.14 ${((order.get(f.person) ?? 0) * 137.5) % 360})`,
  );
}
