import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../peers/run.py', import.meta.url));

/** Runs the Python peers over a dump. `python`: an interpreter with peers/requirements.txt installed. */
export async function runPeers(python: string, dump: string, methods?: string): Promise<void> {
  const args = [script, dump, ...(methods ? ['--methods', methods] : [])];
  const child = spawn(python, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error(`${python} did not start; name an interpreter with --python`, { cause }));
    });
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`the peers ended with code ${code}; is peers/requirements.txt installed?`);
}
