import { useApi } from '../data/api-context.js';
import { download } from '../data/download.js';
import { useRun } from '../data/use-run.js';
import { Button } from '../parts/button.js';
import { TakeOver } from '../parts/take-over.js';

/** Inside a browser: the library as one file, for another browser or for Kith on a computer. */
export function LibraryFile() {
  const api = useApi();
  const run = useRun();
  const { exportFile } = api;
  if (exportFile === undefined) return null;
  return (
    <section>
      <h2>The library as a file</h2>
      <p className="muted">
        All of it, faces and vectors too: an SQLite file that Kith on a computer opens as library.db, and that
        another browser can take over. Pictures are not in it; they are made again where the photos are.
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
        <TakeOver label="Take over a library …" />
      </div>
    </section>
  );
}
