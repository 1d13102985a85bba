import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cli = `${root}apps/cli/bin/kith.js`;

export const fixturePhotos = `${root}fixtures/photos`;

/** Why `kith serve` cannot be tried here, or null. */
export const noModels: string | null = existsSync(`${root}models/pack.json`) ? null : 'models/ holds no pack';

export interface ServedCli {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it as Ctrl-C does, or as a power cut does. */
  stop(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
}

/** Compiles what is not compiled yet; the command line runs from `dist`. */
export function compile(): void {
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-b'], { cwd: root });
}

/** Starts the real `kith serve` over a library. */
export function serveCli(library: string, extra: readonly string[] = []): Promise<ServedCli> {
  const child = spawn(process.execPath, [cli, 'serve', '--library', library, ...extra], { cwd: root });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/\S+/.exec(said)?.[0];
      if (url === undefined) return;
      const stop = async (signal: 'SIGINT' | 'SIGKILL') => {
        child.kill(signal);
        await ended;
      };
      resolve({ url, process: child, stop });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`kith serve ended with ${code}: ${said}`)));
  });
}

/** Runs `kith` to its end; what it printed. Throws when it failed. */
export function runCli(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, ...args], { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`kith ${args.join(' ')}: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}
