import { useDeferredValue, useState } from 'react';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';

/** What would be joined if less likeness were enough: looked at, never applied by itself. */
export function ThresholdPreview() {
  const [cosine, setCosine] = useState(0.5);
  const asked = useDeferredValue(cosine);
  const { data } = useRead('previewThreshold', { cosine: asked }, { keep: true });
  return (
    <div className="choice">
      <label className="choice-range">
        <span>Likeness that would be enough: {cosine.toFixed(2)}</span>
        <input
          type="range"
          min={0.2}
          max={0.9}
          step={0.01}
          value={cosine}
          onChange={(e) => setCosine(Number(e.target.value))}
        />
      </label>
      <output className="muted">
        {data === undefined
          ? '…'
          : `${count(data.joins.length, 'pair')} of ${count(data.people, 'person', 'people')} would become one`}
      </output>
    </div>
  );
}
