import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { About, Settings } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { useRead } from '../data/use-read.js';
import { useRun } from '../data/use-run.js';
import { AddPhotos } from '../parts/add-photos.js';
import { Button } from '../parts/button.js';
import { Choice } from '../parts/choice.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';
import { DeleteDialog } from './delete-dialog.js';
import { LibraryFile } from './library-file.js';
import { type Save, SettingsAnalysis } from './settings-analysis.js';
import { SettingsMoving } from './settings-moving.js';
import { SettingsSidecars } from './settings-sidecars.js';
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
      <SettingsAnalysis settings={settings} about={about} save={save} />
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
      <SettingsMoving />
      <SettingsSidecars settings={settings} />
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
