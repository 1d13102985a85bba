import { reasonOf } from '@kith/core/ports';
import { type FormEvent, useState } from 'react';
import type { About } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { folderPicker } from '../data/folder-picker.js';
import { useToast } from '../data/toast-context.js';
import { Button } from './button.js';
import { FilesButton } from './files-button.js';

/** Names a folder by its path (beside the command line), or lets the browser pick one (or photos, on a phone). */
export function AddPhotos({
  source,
  onStart,
}: {
  readonly source: About['source'];
  readonly onStart?: () => void;
}) {
  const api = useApi();
  const toast = useToast();
  /** `run` gives false where nothing was chosen. */
  const start = async (run: () => Promise<unknown>) => {
    try {
      if ((await run()) !== false) onStart?.();
    } catch (error) {
      toast({ text: reasonOf(error), bad: true });
    }
  };
  if (source === 'path')
    return <FolderByPath onFolder={(folder) => start(() => api.scanStart({ folder }))} />;
  const pick = (files: readonly File[]) => void start(async () => api.addFiles?.(files));
  const { addFolder } = api;
  const opens = folderPicker();
  return (
    <div className="buttons">
      {opens !== null && addFolder !== undefined ? (
        <Button
          look="strong"
          icon="folder"
          onClick={() =>
            start(async () => {
              const folder = await opens('read');
              if (folder === null) return false;
              return addFolder(folder);
            })
          }
        >
          Choose a folder
        </Button>
      ) : (
        <FilesButton label="Choose a folder" accept="folder" look="strong" icon="folder" onFiles={pick} />
      )}
      <FilesButton label="Choose photos" accept="image/*,.heic,.heif" many onFiles={pick} />
    </div>
  );
}

function FolderByPath({ onFolder }: { readonly onFolder: (folder: string) => void }) {
  const [folder, setFolder] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (folder.trim() !== '') onFolder(folder.trim());
  };
  return (
    <form className="folder" onSubmit={submit}>
      <label>
        <span>Folder with photos</span>
        <input
          className="field"
          placeholder="/home/anna/Pictures"
          value={folder}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
          onChange={(e) => setFolder(e.target.value)}
        />
      </label>
      <Button type="submit" look="strong" icon="folder" disabled={folder.trim() === ''}>
        Scan
      </Button>
    </form>
  );
}
