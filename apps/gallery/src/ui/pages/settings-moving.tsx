import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../data/api-context.js';
import { download } from '../data/download.js';
import { useRun } from '../data/use-run.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { FilesButton } from '../parts/files-button.js';

/** Names and corrections out of the library and into it, as JSON. */
export function SettingsMoving() {
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
        <FilesButton
          label="Import JSON"
          accept="application/json,.json"
          onFiles={([file]) => file && importFile(file)}
        />
      </div>
    </section>
  );
}
