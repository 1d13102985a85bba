import type { SidecarsRead, SidecarsWritten } from '../../api/outputs.js';
import { count } from './words.js';

/** "3 sidecars written, 2 already right, 1 photo is not there, 1 left as it is". */
export function sidecarsWritten(result: SidecarsWritten, inZip: boolean): string {
  const { written, unchanged, absent, problems } = result;
  if (written + unchanged + absent + problems.length === 0) return 'Nobody in these photos has a name yet';
  if (written + unchanged + problems.length === 0)
    return 'None of the library’s photos is there: choose the folder that was scanned';
  return listed([
    `${count(written, 'sidecar')} ${inZip ? 'in kith-xmp.zip' : 'written'}`,
    unchanged > 0 && `${unchanged.toLocaleString()} already right`,
    absent > 0 && `${count(absent, 'photo is', 'photos are')} not there`,
    problems.length > 0 && `${problems.length.toLocaleString()} left as they are`,
  ]);
}

export function sidecarsRead({ sidecars, matched, absent, problems }: SidecarsRead): string {
  if (sidecars + absent + problems.length === 0) return 'No sidecar of the library’s photos is there';
  return listed([
    `${count(sidecars, 'sidecar')} read`,
    `${count(matched, 'face')} named`,
    absent > 0 && `${absent.toLocaleString()} passed over: the photo has to be chosen along with its sidecar`,
    problems.length > 0 && `${problems.length.toLocaleString()} could not be read`,
  ]);
}

const listed = (parts: readonly (string | false)[]) => parts.filter((p) => p !== false).join(', ');
