import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { GalleryApi } from '../../api/gallery-api.js';
import type { About, Settings } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { useRun } from '../data/use-run.js';
import { Button } from '../parts/button.js';
import { Choice } from '../parts/choice.js';
import { Dialog } from '../parts/dialog.js';

/** Keeps settings; `said` when that has been done. */
export type Save = (update: Parameters<GalleryApi['saveSettings']>[0], said?: string) => Promise<void>;

export interface AnalysisProps {
  readonly settings: Settings;
  readonly about: About;
  readonly save: Save;
}

/** With what, where and how many at a time photos are analysed. */
export function SettingsAnalysis({ settings, about, save }: AnalysisProps) {
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
