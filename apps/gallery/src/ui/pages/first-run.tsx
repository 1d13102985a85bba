import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { About } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { AddPhotos } from '../parts/add-photos.js';
import { Button } from '../parts/button.js';
import { TakeOver } from '../parts/take-over.js';

/** One sentence on privacy, consent, a folder, go. */
export function FirstRun({ about, onStart }: { readonly about: About; readonly onStart: () => void }) {
  const api = useApi();
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const agree = async () => client.setQueryData(['about', {}], await api.agree({}));
  return (
    <main className="first">
      <svg viewBox="0 0 120 74" className="first-mark" aria-hidden="true">
        <path d="M4 72V40a24 24 0 0 1 48 0v32z" className="brand-a" />
        <path d="M36 72V28a24 24 0 0 1 48 0v44z" className="brand-b" />
        <path d="M72 72V44a22 22 0 0 1 44 0v28z" className="brand-c" />
      </svg>
      <h1>The people in your photos</h1>
      {about.agreed ? (
        <>
          <p>Choose the folder to look through. Photos are read, never changed.</p>
          <AddPhotos source={about.source} onStart={onStart} />
          <TakeOver label="Begin with a library from elsewhere …" />
        </>
      ) : (
        <>
          <p>
            Kith measures faces to tell people apart. Such measurements are biometric data: they are made and
            kept on this device only, never sent anywhere, and one click deletes them.
          </p>
          <label className="check">
            <input type="checkbox" checked={sure} onChange={(e) => setSure(e.target.checked)} />
            <span>I may have the faces in these photos analysed here.</span>
          </label>
          <Button look="strong" disabled={!sure} onClick={agree}>
            Go on
          </Button>
        </>
      )}
    </main>
  );
}
