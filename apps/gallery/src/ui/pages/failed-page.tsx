import { reasonOf } from '@kith/core/ports';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../data/api-context.js';
import { useToast } from '../data/toast-context.js';
import { refreshAll } from '../data/use-live.js';
import { useRead } from '../data/use-read.js';
import { count } from '../data/words.js';
import { Button } from '../parts/button.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';

/** Files that could not be read, each with its reason. */
export function FailedPage() {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const query = useRead('failed', {});
  const retry = async () => {
    try {
      const { photos } = await api.retryFailed({});
      refreshAll(client);
      toast({ text: `${count(photos, 'file')} will be tried again` });
    } catch (error) {
      toast({ text: reasonOf(error), bad: true });
    }
  };
  const some = (query.data?.length ?? 0) > 0;
  return (
    <>
      <PageTitle
        title="Problems"
        note="Files that could not be analysed. Nothing happened to them, and everything else went on."
        actions={
          some && (
            <Button icon="undo" onClick={retry}>
              Try all again
            </Button>
          )
        }
      />
      <StateOf query={query}>
        {(failed) =>
          failed.length === 0 ? (
            <p className="empty">No file has failed.</p>
          ) : (
            <ul className="list">
              {failed.map((f) => (
                <li key={f.photo} className="list-row">
                  <div>
                    <p>
                      <bdi className="file">{f.file}</bdi>
                    </p>
                    <p className="muted">{f.reason}</p>
                  </div>
                  <span className="chip">
                    {f.kind === 'transient' ? `tried ${count(f.attempts, 'time')}` : 'cannot be read'}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </StateOf>
    </>
  );
}
