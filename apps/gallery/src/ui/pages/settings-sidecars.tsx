import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Settings, SidecarsRead, SidecarsWritten } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { download } from '../data/download.js';
import { folderPicker } from '../data/folder-picker.js';
import { sidecarsRead, sidecarsWritten } from '../data/sidecar-words.js';
import { useRun } from '../data/use-run.js';
import { Button } from '../parts/button.js';
import { FilesButton } from '../parts/files-button.js';

type Result = SidecarsRead | SidecarsWritten;

/** Names and boxes of faces into XMP sidecars and out of them: beside the photos, or where the page is let. */
export function SettingsSidecars({ settings }: { readonly settings: Settings }) {
  const { writeSidecars } = useApi();
  const [problems, setProblems] = useState<Result['problems']>([]);
  if (!settings.sidecars && writeSidecars === undefined) return null;
  const told = (result: Result) => setProblems(result.problems);
  return (
    <section>
      <h2>XMP sidecars</h2>
      <p className="muted">
        Small files beside the photos with the names and boxes of faces, for other programs. What they wrote
        there stays, and photos are never changed.
      </p>
      <div className="buttons">
        {settings.sidecars ? <BesidePhotos onDone={told} /> : <WherePageMay onDone={told} />}
      </div>
      {problems.length > 0 && (
        <ul className="plain sidecar-problems" aria-label="Sidecars left as they are">
          {problems.map(({ path, reason }) => (
            <li key={path}>
              <bdi className="file">{path}</bdi>: {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface PartProps {
  readonly onDone: (result: Result) => void;
}

function BesidePhotos({ onDone }: PartProps) {
  const api = useApi();
  const { write, read } = useSidecars(onDone);
  return (
    <>
      <Button onClick={() => write(() => api.exportSidecars({}))}>Write XMP sidecars</Button>
      <Button onClick={() => read(() => api.importSidecars({}))}>Read XMP sidecars</Button>
    </>
  );
}

/** In a browser the user opens the photos' folder: the page may read it only then, and write only if told so. */
function WherePageMay({ onDone }: PartProps) {
  const { writeSidecars, readSidecars } = useApi();
  const { write, read } = useSidecars(onDone);
  const opens = folderPicker();
  if (writeSidecars === undefined || readSidecars === undefined) return null;
  if (opens === null)
    return (
      <>
        <FilesButton
          label="Make XMP sidecars for a folder"
          accept="folder"
          onFiles={(files) => write(() => writeSidecars(files, true))}
        />
        <FilesButton
          label="Read XMP sidecars of a folder"
          accept="folder"
          onFiles={(files) => read(() => readSidecars(files))}
        />
        <FilesButton
          label="Read from chosen files"
          accept=".xmp,image/*,.heic,.heif"
          many
          onFiles={(files) => read(() => readSidecars(files))}
        />
      </>
    );
  const within =
    <T,>(mode: 'read' | 'readwrite', work: (folder: FileSystemDirectoryHandle) => Promise<T>) =>
    async () => {
      const folder = await opens(mode);
      return folder && work(folder);
    };
  return (
    <>
      <Button onClick={() => write(within('readwrite', (folder) => writeSidecars(folder, false)))}>
        Write XMP sidecars …
      </Button>
      <Button onClick={() => write(within('read', (folder) => writeSidecars(folder, true)))}>
        XMP sidecars as a zip …
      </Button>
      <Button onClick={() => read(within('read', readSidecars))}>Read XMP sidecars …</Button>
    </>
  );
}

/** Runs one or the other and says how it went; null is a user who thought better of it. */
function useSidecars(onDone: (result: Result) => void) {
  const client = useQueryClient();
  const run = useRun();
  const write = (work: () => Promise<(SidecarsWritten & { readonly zip?: Blob | null }) | null>) =>
    run(async () => {
      const written = await work();
      if (written === null) return null;
      onDone(written);
      if (written.zip) download('kith-xmp.zip', written.zip);
      return sidecarsWritten(written, Boolean(written.zip));
    });
  const read = (work: () => Promise<SidecarsRead | null>) =>
    run(async () => {
      const found = await work();
      if (found === null) return null;
      onDone(found);
      await client.invalidateQueries();
      return sidecarsRead(found);
    });
  return { write, read };
}
