import type { ScanProgress } from '@kith/core/pipeline';
import { reasonOf } from '@kith/core/ports';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../data/api-context.js';
import { useBatteryPause } from '../data/battery-pause.js';
import { useToast } from '../data/toast-context.js';
import { useRead } from '../data/use-read.js';
import { count, roughly } from '../data/words.js';
import { Button } from './button.js';

/** How far the scan is: committed photos of those known, never a guess. Absent while nothing runs. */
export function ScanBar() {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  const { data } = useRead('scan', {});
  const isBatteryLow = useBatteryPause();
  if (data === undefined || data.state === 'idle') {
    return data?.error ? (
      <p className="scan-error" role="alert">
        {data.error}
      </p>
    ) : null;
  }
  const act = async (operation: 'scanPause' | 'scanResume' | 'scanCancel') => {
    try {
      client.setQueryData(['scan', {}], await api[operation]({}));
    } catch (error) {
      toast({ text: reasonOf(error), bad: true });
    }
  };
  const p = data.progress;
  const total = p?.total ?? 0;
  const listing = p === null || p.phase === 'loading' || p.phase === 'listing' || total === 0;
  return (
    <section className="scan" aria-label="Scan">
      <div className="scan-words">
        <strong>{data.state === 'paused' ? pausedWords(isBatteryLow) : doing(p)}</strong>
        <span>{wordsOf(p)}</span>
        {p?.phase === 'analysing' && data.state === 'running' && (
          <span className="muted">
            {p.photosPerSecond.toFixed(1)} photos/s
            {p.remainingMs !== null && ` · about ${roughly(p.remainingMs)} left`}
          </span>
        )}
      </div>
      <div className="scan-buttons">
        {data.state === 'running' ? (
          <Button look="quiet" icon="pause" onClick={() => act('scanPause')}>
            Pause
          </Button>
        ) : (
          <Button look="quiet" icon="play" onClick={() => act('scanResume')}>
            Resume
          </Button>
        )}
        <Button look="quiet" icon="stop" compact onClick={() => act('scanCancel')}>
          Stop the scan
        </Button>
      </div>
      <progress
        aria-label={p?.phase === 'pictures' ? 'Pictures made' : 'Photos analysed'}
        max={listing ? undefined : total}
        value={listing ? undefined : p.done}
      />
    </section>
  );
}

const pausedWords = (isBatteryLow: boolean) => (isBatteryLow ? 'Paused: the battery is low' : 'Paused');

const doing = (p: ScanProgress | null) => (p?.phase === 'pictures' ? 'Making pictures' : 'Finding people');

function wordsOf(p: ScanProgress | null): string {
  if (p?.phase === 'loading') return `Loading the models: ${megabytes(p.done)} of ${megabytes(p.total)} MB`;
  if (p === null || p.phase === 'listing' || p.total === 0) return 'Looking for photos …';
  const failed = p.failed > 0 ? ` · ${p.failed} failed` : '';
  return `${p.done.toLocaleString()} of ${count(p.total, 'photo')}${failed}`;
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
