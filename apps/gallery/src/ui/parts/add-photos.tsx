import { type FormEvent, useState } from 'react';
import type { About } from '../../api/outputs.js';
import { useApi } from '../data/api-context.js';
import { folderPicker } from '../data/folder-picker.js';
import { useToast } from '../data/toast-context.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

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
      toast({ text: error instanceof Error ? error.message : String(error), bad: true });
    }
  };
  if (source === 'path')
    return <FolderByPath onFolder={(folder) => start(() => api.scanStart({ folder }))} />;
  const pick = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) void start(async () => api.addFiles?.(files));
  };
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
              const folder = await opens();
              if (folder === null) return false;
              return addFolder(folder);
            })
          }
        >
          Choose a folder
        </Button>
      ) : (
        <label className="button button-strong file-button">
          <Icon name="folder" />
          Choose a folder
          <input
            type="file"
            className="unseen"
            multiple
            ref={(input) => input?.setAttribute('webkitdirectory', '')}
            onChange={(e) => pick(e.target.files)}
          />
        </label>
      )}
      <label className="button button-plain file-button">
        Choose photos
        <input
          type="file"
          className="unseen"
          multiple
          accept="image/*,.heic,.heif"
          onChange={(e) => pick(e.target.files)}
        />
      </label>
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
