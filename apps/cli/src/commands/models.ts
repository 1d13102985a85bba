import { basename } from 'node:path';
import { type PackManifest, parsePack } from '@kith/core/models';
import { modelKey } from '@kith/core/vectors';
import type { PackFolder } from '@kith/node';
import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { addPack } from '../models/add-pack.js';
import { checkPackFiles } from '../models/check-pack-files.js';
import { filesOfPack } from '../models/files-of-pack.js';
import { originIn } from '../models/pack-in-folder.js';
import {
  type CommonOptions,
  jsonOption,
  libraryOption,
  type ModelOptions,
  modelOptions,
} from '../options.js';
import { createByteProgress } from '../output/byte-progress.js';
import { print, printJson, remark } from '../output/print.js';
import { sentenceOf } from '../output/sentence-of.js';
import { table, terminalWidth } from '../output/table.js';
import { onInterrupt } from '../session/interrupt.js';
import { libraryDir } from '../session/library-dir.js';
import {
  addedPacks,
  defaultPack,
  loadModels,
  packPath,
  readPack,
  shippedPacks,
} from '../session/open-pack.js';
import { addedPackPaths } from '../session/packs-at-hand.js';

export const addModels: AddCommand = (program, exit) => {
  const models = program.command('models').description('model packs: list, add, verify');
  jsonOption(libraryOption(models.command('list')))
    .description('the packs at hand')
    .action((options: CommonOptions) => list(options));
  libraryOption(models.command('add'))
    .description('add a pack from a folder or a web address; every file is checked against its SHA-256')
    .argument('<folder|url>', 'a folder with pack.json, or the address of one')
    .action(async (from: string, options: CommonOptions) => exit(await add(from, options)));
  modelOptions(jsonOption(libraryOption(models.command('verify'))))
    .description('check the files of a pack and run its self-tests')
    .argument('[pack]', 'id or path; the default pack when not given')
    .action(async (pack: string | undefined, options: CommonOptions & ModelOptions) => {
      exit(await verify(pack, options));
    });
  for (const command of models.commands) command.exitOverride();
};

async function add(from: string, options: CommonOptions): Promise<number> {
  const bar = createByteProgress();
  const { signal, release } = onInterrupt(() => undefined);
  try {
    const packs = addedPacks(libraryDir(options));
    const { id, name, version } = await addPack({ from, packs, onProgress: bar.show, signal });
    bar.stop();
    print(`Added ${name} ${version}. Use it with: kith scan --models ${id} <folder>`);
    return exitCodes.done;
  } catch (error) {
    if (!signal.aborted) throw error;
    bar.stop();
    remark('Stopped; nothing was added.');
    return exitCodes.interrupted;
  } finally {
    bar.stop();
    release();
  }
}

async function list(options: CommonOptions): Promise<void> {
  const added = await addedPackPaths(libraryDir(options));
  const shipped = [...shippedPacks.values()];
  const found = [];
  for (const path of [...shipped, ...added]) {
    const place = path === defaultPack ? 'default' : shipped.includes(path) ? 'shipped' : 'added';
    found.push({ ...(await describe(path)), default: path === defaultPack, place, path });
  }
  if (options.json) return printJson(found);
  const rows = found.map((p) => [p.id, p.version, `${(p.bytes / 1e6).toFixed(1)} MB`, p.place, p.name]);
  const columns = [
    { title: 'PACK' },
    { title: 'VERSION' },
    { title: 'SIZE', align: 'right' },
    { title: '' },
    { title: 'NAME' },
  ] as const;
  print(table(columns, rows, terminalWidth()));
}

async function describe(path: string) {
  try {
    const manifest = parsePack((await readPack(path, undefined)).manifestText);
    const { id, name, version, licence } = manifest;
    return { id, name, version, licence, key: modelKey(manifest), bytes: bytesOf(manifest), problem: null };
  } catch (error) {
    const problem = sentenceOf(error);
    return { id: basename(path), name: problem, version: '-', licence: null, key: null, bytes: 0, problem };
  }
}

const bytesOf = (manifest: PackManifest) => filesOfPack(manifest).reduce((sum, file) => sum + file.bytes, 0);

async function verify(text: string | undefined, options: CommonOptions & ModelOptions): Promise<number> {
  const folder = await readPack(packPath(text ?? options.models, libraryDir(options)), options.weights);
  const manifest = parsePack(folder.manifestText);
  const files = await checkPackFiles(manifest, originIn(folder));
  const wrong = files.flatMap(({ problem }) => problem ?? []);
  const tested = wrong.length > 0 ? { models: [], notices: [] } : await selfTests(folder, options);
  const { id, version } = manifest;
  if (options.json) printJson({ id, version, key: modelKey(manifest), files, ...tested });
  else if (wrong.length === 0)
    print(`${id} ${version}: all ${files.length} files are what the manifest says`);
  else print(`${id} ${version}: ${wrong.length} of ${files.length} files are wrong; add the pack again`);
  if (!options.json) for (const line of [...wrong, ...tested.models.map(testLine)]) print(`  ${line}`);
  return wrong.length > 0 ? exitCodes.failed : exitCodes.done;
}

interface Tested {
  readonly part: string;
  readonly backend: string;
  readonly selfTest: 'passed' | 'none';
}

/** Loads the models, which fails with the reason when a self-test does. */
async function selfTests(folder: PackFolder, options: ModelOptions) {
  const pack = await loadModels(folder, { ...options, backend: options.backend ?? 'auto' });
  const models = (['detector', 'landmarks', 'embedder', 'quality'] as const).flatMap((part): Tested[] => {
    const model = pack[part];
    const selfTest = model?.entry.golden ? 'passed' : 'none';
    return model ? [{ part, backend: model.session.backend, selfTest }] : [];
  });
  await pack.close();
  return { models, notices: pack.notices };
}

function testLine({ part, backend, selfTest }: Tested): string {
  const verdict = selfTest === 'passed' ? 'self-test passed' : 'has no self-test';
  return `${part.padEnd(10)} runs on ${backend}, ${verdict}`;
}
