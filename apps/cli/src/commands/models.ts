import { readdir } from 'node:fs/promises';
import { type PackManifest, parsePack } from '@kith/core/models';
import { modelKey } from '@kith/core/vectors';
import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { addPack } from '../models/add-pack.js';
import {
  type CommonOptions,
  jsonOption,
  libraryOption,
  type ModelOptions,
  modelOptions,
} from '../options.js';
import { print, printJson } from '../output/print.js';
import { table, terminalWidth } from '../output/table.js';
import { libraryDir } from '../session/library-dir.js';
import { addedPacks, defaultPack, loadModels, packPath, readPack } from '../session/open-pack.js';

export const addModels: AddCommand = (program, exit) => {
  const models = program.command('models').description('model packs: list, add, verify');
  jsonOption(libraryOption(models.command('list')))
    .description('the packs at hand')
    .action((options: CommonOptions) => list(options));
  libraryOption(models.command('add'))
    .description('add a pack from a folder or a web address; every file is checked against its SHA-256')
    .argument('<folder|url>', 'a folder with pack.json, or the address of one')
    .action(async (from: string, options: CommonOptions) => {
      const manifest = await addPack(from, addedPacks(libraryDir(options)));
      print(
        `Added ${manifest.name} ${manifest.version}. Use it with: kith scan --models ${manifest.id} <folder>`,
      );
    });
  modelOptions(jsonOption(libraryOption(models.command('verify'))))
    .description('check the files of a pack and run its self-tests')
    .argument('[pack]', 'id or path; the default pack when not given')
    .action(async (pack: string | undefined, options: CommonOptions & ModelOptions) => {
      exit(await verify(pack, options));
    });
  for (const command of models.commands) command.exitOverride();
};

async function list(options: CommonOptions): Promise<void> {
  const added = addedPacks(libraryDir(options));
  const ids = await readdir(added).catch(() => []);
  const packs = [
    { path: defaultPack, standard: true },
    ...ids.map((id) => ({ path: packPath(id, libraryDir(options)), standard: false })),
  ];
  const found = [];
  for (const { path, standard } of packs) found.push({ ...(await describe(path)), default: standard, path });
  if (options.json) return printJson(found);
  const rows = found.map((p) => [
    p.id,
    p.version,
    `${(p.bytes / 1e6).toFixed(1)} MB`,
    p.default ? 'default' : 'added',
    p.name,
  ]);
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
    const problem = error instanceof Error ? error.message : String(error);
    return { id: '-', name: problem, version: '-', licence: null, key: null, bytes: 0, problem };
  }
}

const bytesOf = ({ models }: PackManifest) =>
  Object.values(models).reduce((sum, m) => sum + m.files.reduce((n, f) => n + f.bytes, 0), 0);

async function verify(text: string | undefined, options: CommonOptions & ModelOptions): Promise<number> {
  const folder = await readPack(packPath(text ?? options.models, libraryDir(options)), options.weights);
  const pack = await loadModels(folder, { ...options, backend: options.backend ?? 'auto' });
  const parts = (['detector', 'landmarks', 'embedder', 'quality'] as const).flatMap((part) => {
    const model = pack[part];
    return model
      ? [{ part, backend: model.session.backend, selfTest: model.entry.golden ? 'passed' : 'none' }]
      : [];
  });
  const { id, version } = pack.manifest;
  if (options.json) printJson({ id, version, key: pack.key, models: parts, notices: pack.notices });
  else {
    print(`${id} ${version}: all files are what the manifest says`);
    for (const { part, backend, selfTest } of parts)
      print(
        `  ${part.padEnd(10)} runs on ${backend}, ${selfTest === 'passed' ? 'self-test passed' : 'has no self-test'}`,
      );
  }
  await pack.close();
  return exitCodes.done;
}
