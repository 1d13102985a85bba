import { useCorrect } from '../data/use-correct.js';
import { useRead } from '../data/use-read.js';
import { Button } from '../parts/button.js';
import { PageTitle } from '../parts/page-title.js';
import { StateOf } from '../parts/state-of.js';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Everything that was said, the latest first; each can be taken back by itself. */
export function HistoryPage() {
  const query = useRead('history', {});
  const correct = useCorrect();
  return (
    <>
      <PageTitle
        title="History"
        note="What you said. It outlives every new scan, and each step can be taken back."
      />
      <StateOf query={query}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="empty">Nothing yet.</p>
          ) : (
            <ol className="list">
              {entries.map((e) => (
                <li key={e.action} className={e.undone ? 'list-row list-row-undone' : 'list-row'}>
                  <div>
                    <p>{e.sentence}</p>
                    <p className="muted">
                      <time dateTime={new Date(e.at).toISOString()}>{when.format(e.at)}</time>
                      {e.undone && ' · taken back'}
                    </p>
                  </div>
                  {!e.undone && (
                    <Button
                      icon="undo"
                      aria-label={`Undo: ${e.sentence}`}
                      onClick={() => correct('undo', { action: e.action }, 'Taken back')}
                    >
                      Undo
                    </Button>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </StateOf>
    </>
  );
}
