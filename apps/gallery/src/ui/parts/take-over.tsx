import { useState } from 'react';
import { useApi } from '../data/api-context.js';
import { useRead } from '../data/use-read.js';
import { useRun } from '../data/use-run.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { FilesButton } from './files-button.js';

/** Puts a library file in the place of this browser's library; asks first where that holds something. */
export function TakeOver({ label }: { readonly label: string }) {
  const { importFile } = useApi();
  const { data: about } = useRead('about', {});
  const run = useRun();
  const [file, setFile] = useState<File | null>(null);
  if (importFile === undefined) return null;
  const takeOver = (chosen: File) =>
    run(async () => {
      setFile(null);
      await importFile(chosen);
      location.reload();
      return 'Library taken over';
    });
  const choose = (chosen: File) => (about?.photos === 0 ? void takeOver(chosen) : setFile(chosen));
  return (
    <>
      <FilesButton label={label} accept=".db,.sqlite" onFiles={([chosen]) => chosen && choose(chosen)} />
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
    </>
  );
}
