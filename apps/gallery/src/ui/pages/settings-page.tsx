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

interface SectionsProps {
  readonly settings: Settings;
  readonly about: About;
}

function Sections({ settings, about }: SectionsProps) {
  const api = useApi();
  const client = useQueryClient();
  const run = useRun();
  const save = (update: Parameters<GalleryApi['saveSettings']>[0]) =>
    run(async () => {
      client.setQueryData(['settings', {}], await api.saveSettings(update));
      return 'Kept';
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
        <AddPhotos source={about.source} />
      </section>
      <section>
        <h2>People</h2>
        {settings.can.set.includes('pack') && (
          <Choice
            label="Models"
            value={settings.pack}
            options={settings.packs}
            onChange={(pack) => save({ pack })}
          />
        )}
        {settings.can.set.includes('backend') && (
          <Choice
            label="Runs on"
            value={settings.backend}
            options={['auto', 'gpu', 'cpu']}
            words={{ auto: 'The best that passes its self-test', gpu: 'GPU', cpu: 'Processor only' }}
            onChange={(backend) => save({ backend: backend as Settings['backend'] })}
          />
        )}
        {settings.can.set.includes('batch') && (
          <Choice
            label="Photos at a time"
            value={String(settings.batch)}
            options={['8', '12', '16']}
            onChange={(batch) => save({ batch: Number(batch) })}
          />
        )}
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
        {settings.can.preview && <ThresholdPreview />}
      </section>
      <Moving settings={settings} />
      <Deleting />
      <p className="muted">
        Kith {about.version}
        {about.pack && ` · ${about.pack}`}
        {about.backend && ` · ${about.backend}`}
      </p>
    </div>
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
        {settings.can.importJson && (
          <label className="button button-plain file-button">
            Import JSON
            <input
              type="file"
              accept="application/json,.json"
              className="unseen"
              onChange={(e) => {
                const [file] = e.target.files ?? [];
                if (file) void importFile(file);
                e.target.value = '';
              }}
            />
          </label>
        )}
        {settings.can.sidecars && (
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
