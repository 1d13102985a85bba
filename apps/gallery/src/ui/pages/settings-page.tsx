import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { GalleryApi } from '../../api/gallery-api.js';
import type { About, Settings } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { download } from '../data/download.js';
import { useToast } from '../data/toast-context.js';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';
import { AddPhotos } from '../parts/add-photos.js';
import { Button } from '../parts/button.js';
import { Dialog } from '../parts/dialog.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';
import { DeleteDialog } from './delete-dialog.js';
import { ThresholdPreview } from './threshold-preview.js';

export function SettingsPage() {
  const settings = useRead('settings', {});
  const about = useRead('about', {});
  return (
    <>
      <PageTitle title="Settings" />
      <StateOf query={settings}>
        {(s) => <StateOf query={about}>{(a) => <Sections settings={s} about={a} />}</StateOf>}
      </StateOf>
    </>
  );
}

/** Runs an operation and says how it went. */
function useRun(): (work: () => Promise<string>) => Promise<void> {
  const toast = useToast();
  return async (work) => {
    try {
      toast({ text: await work() });
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), bad: true });
    }
  };
}

type Save = (update: Parameters<GalleryApi['saveSettings']>[0], said?: string) => Promise<void>;

interface SectionsProps {
  readonly settings: Settings;
  readonly about: About;
}

function Sections({ settings, about }: SectionsProps) {
  const api = useApi();
  const client = useQueryClient();
  const run = useRun();
  const save: Save = (update, said = 'Kept') =>
    run(async () => {
      client.setQueryData(['settings', {}], await api.saveSettings(update));
      void client.invalidateQueries({ queryKey: ['about'] });
      return said;
    });
  return (
    <div className="settings">
      <section>
        <h2>Photos</h2>
        {about.folders.length > 0 && (
          <ul className="plain">
            {about.folders.map((f) => (
              <li key={f}>
                <bdi className="file">{f}</bdi>
              </li>
            ))}
          </ul>
        )}
        {about.folders.length > 0 && (
          <div className="buttons">
            <Button
              icon="folder"
              onClick={() =>
                run(async () => {
                  client.setQueryData(['scan', {}], await api.scanStart({}));
                  return 'Looking for new photos';
                })
              }
            >
              Scan again
            </Button>
          </div>
        )}
        <AddPhotos source={about.source} />
      </section>
      <Analysis settings={settings} about={about} save={save} />
      <section>
        <h2>People</h2>
        <ThresholdPreview
          key={settings.likeness}
          settings={settings}
          onApply={async (likeness) => {
            await save({ likeness }, 'People grouped anew');
            await client.invalidateQueries();
          }}
        />
        <Choice
          label="A stranger is in at most"
          value={String(settings.strangersUpTo)}
          options={['0', '1', '2', '3', '5', '10']}
          words={{
            '0': 'nobody is a stranger',
            '1': '1 photo',
            '2': '2 photos',
            '3': '3 photos',
            '5': '5 photos',
            '10': '10 photos',
          }}
          onChange={(n) => save({ strangersUpTo: Number(n) })}
        />
      </section>
      <Moving settings={settings} />
      <LibraryFile />
      <Deleting />
      <p className="muted">
        Kith {about.version}
        {about.pack && ` · ${about.pack}`}
        {about.backend && ` · ${about.backend}`}
      </p>
      {about.place !== null && (
        <p className="muted">
          The library lies in <bdi className="file">{about.place}</bdi>
        </p>
      )}
    </div>
  );
}

interface AnalysisProps extends SectionsProps {
  readonly save: Save;
}

/** With what, where and how many at a time photos are analysed. */
function Analysis({ settings, about, save }: AnalysisProps) {
  const api = useApi();
  const client = useQueryClient();
  const run = useRun();
  const [pack, setPack] = useState<string | null>(null);
  const change = (to: string) =>
    run(async () => {
      setPack(null);
      client.setQueryData(['settings', {}], await api.saveSettings({ pack: to }));
      await client.invalidateQueries();
      if (about.photos > 0 && about.source === 'path') await api.scanStart({});
      return 'Every photo is analysed again';
    });
  return (
    <section>
      <h2>Analysis</h2>
      {settings.packs.length > 1 && (
        <Choice label="Models" value={settings.pack} options={settings.packs} onChange={setPack} />
      )}
      <Choice
        label="Runs on"
        value={settings.backend}
        options={['auto', 'gpu', 'cpu']}
        words={{ auto: 'The best that passes its self-test', gpu: 'GPU', cpu: 'Processor only' }}
        onChange={(backend) => save({ backend: backend as Settings['backend'] })}
      />
      <Choice
        label="Photos at a time"
        value={String(settings.batch)}
        options={['8', '12', '16']}
        words={{ '8': '8, least memory' }}
        onChange={(batch) => save({ batch: Number(batch) })}
      />
      {pack !== null && (
        <Dialog
          title="Use other models?"
          onClose={() => setPack(null)}
          actions={
            <>
              <Button onClick={() => setPack(null)}>Keep {settings.pack}</Button>
              <Button look="strong" onClick={() => change(pack)}>
                Use {pack}
              </Button>
            </>
          }
        >
          <p>
            Every photo is analysed again, and people are grouped anew. What you said stays: names and
            corrections are found again by place on the photo.
          </p>
        </Dialog>
      )}
    </section>
  );
}

function Moving({ settings }: { readonly settings: Settings }) {
  const api = useApi();
  const client = useQueryClient();
  const run = useRun();
  const importFile = (file: File) =>
    run(async () => {
      const { applied, unmatched } = await api.importJson({ text: await file.text() });
      await client.invalidateQueries();
      return `${count(applied, 'statement')} taken over${unmatched > 0 ? `, ${unmatched} about photos that are not here` : ''}`;
    });
  return (
    <section>
      <h2>Take it with you</h2>
      <p className="muted">Names and corrections as a file; they belong to you, not to Kith.</p>
      <div className="buttons">
        <Button
          onClick={() =>
            run(async () => {
              download('kith.json', (await api.exportJson({})).text);
              return 'Exported';
            })
          }
        >
          Export JSON
        </Button>
        <FileButton label="Import JSON" accept="application/json,.json" onFile={importFile} />
        {settings.sidecars && (
          <>
            <Button
              onClick={() =>
                run(async () => `${count((await api.exportSidecars({})).written, 'sidecar')} written`)
              }
            >
              Write XMP sidecars
            </Button>
            <Button
              onClick={() =>
                run(async () => {
                  const { read, named } = await api.importSidecars({});
                  return `${count(read, 'sidecar')} read, ${count(named, 'face')} named`;
                })
              }
            >
              Read XMP sidecars
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

/** Inside a browser: the library as one file, for another browser or for Kith on a computer. */
function LibraryFile() {
  const api = useApi();
  const run = useRun();
  const [file, setFile] = useState<File | null>(null);
  const { exportFile, importFile } = api;
  if (exportFile === undefined || importFile === undefined) return null;
  const takeOver = (chosen: File) =>
    run(async () => {
      setFile(null);
      await importFile(chosen);
      location.reload();
      return 'Library taken over';
    });
  return (
    <section>
      <h2>The library as a file</h2>
      <p className="muted">
        All of it, faces and vectors too: an SQLite file that Kith on a computer opens as library.db, and that
        another browser can take over. Pictures are not in it.
      </p>
      <div className="buttons">
        <Button
          onClick={() =>
            run(async () => {
              download('library.db', await exportFile());
              return 'Exported';
            })
          }
        >
          Export the library
        </Button>
        <FileButton label="Take over a library …" accept=".db,.sqlite" onFile={setFile} />
      </div>
      {file !== null && (
        <Dialog
          title="Replace this library?"
          onClose={() => setFile(null)}
          actions={
            <>
              <Button onClick={() => setFile(null)}>Keep this one</Button>
              <Button look="danger" onClick={() => takeOver(file)}>
                Replace
              </Button>
            </>
          }
        >
          <p>
            What Kith knows in this browser gives way to what is in {file.name}. A file that is no library of
            Kith is refused, and nothing changes.
          </p>
        </Dialog>
      )}
    </section>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => void;
}

function FileButton({ label, accept, onFile }: FileButtonProps) {
  return (
    <label className="button button-plain file-button">
      {label}
      <input
        type="file"
        accept={accept}
        className="unseen"
        onChange={(e) => {
          const [file] = e.target.files ?? [];
          if (file) onFile(file);
          e.target.value = '';
        }}
      />
    </label>
  );
}

function Deleting() {
  const [asking, setAsking] = useState<'deleteComputed' | 'deleteEverything' | null>(null);
  return (
    <section>
      <h2>Delete</h2>
      <p className="muted">Photos are never touched.</p>
      <div className="buttons">
        <Button onClick={() => setAsking('deleteComputed')}>What was computed …</Button>
        <Button look="danger" onClick={() => setAsking('deleteEverything')}>
          Everything …
        </Button>
      </div>
      {asking !== null && <DeleteDialog operation={asking} onClose={() => setAsking(null)} />}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly words?: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, words, onChange }: ChoiceProps) {
  const all = options.includes(value) ? options : [value, ...options];
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={(e) => onChange(e.target.value)}>
        {all.map((o) => (
          <option key={o} value={o}>
            {words?.[o] ?? o}
          </option>
        ))}
      </select>
    </label>
  );
}
