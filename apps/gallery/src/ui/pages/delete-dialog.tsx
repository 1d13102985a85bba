import { reasonOf } from '@kith/core/ports';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../data/api-context.js';
import { useToast } from '../data/toast-context.js';
import { Button } from '../parts/button.js';
import { Dialog } from '../parts/dialog.js';

export interface DeleteDialogProps {
  readonly operation: 'deleteComputed' | 'deleteEverything';
  readonly onClose: () => void;
}

const words = {
  deleteComputed: {
    title: 'Delete what was computed?',
    text: 'Faces, vectors, groups and thumbnails go. Your names and corrections stay and come back with the next scan.',
    confirm: 'delete what was computed',
  },
  deleteEverything: {
    title: 'Delete everything?',
    text: 'Faces, vectors, thumbnails, and also every name and correction. This cannot be undone. Photos are not touched.',
    confirm: 'delete everything',
  },
} as const;

export function DeleteDialog({ operation, onClose }: DeleteDialogProps) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState('');
  const { title, text, confirm } = words[operation];
  const sure = operation === 'deleteComputed' || typed.trim().toLowerCase() === confirm;
  const run = async () => {
    try {
      if (operation === 'deleteComputed') await api.deleteComputed({ confirm: words.deleteComputed.confirm });
      else await api.deleteEverything({ confirm: words.deleteEverything.confirm });
      await client.invalidateQueries();
      toast({ text: 'Deleted' });
    } catch (error) {
      toast({ text: reasonOf(error), bad: true });
    }
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button look="danger" disabled={!sure} onClick={run}>
            Delete
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {operation === 'deleteEverything' && (
        <label className="choice">
          <span>
            Type <strong>{confirm}</strong>
          </span>
          <input
            className="field"
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
            autoComplete="off"
          />
        </label>
      )}
    </Dialog>
  );
}
