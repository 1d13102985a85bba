import { availableParallelism, totalmem } from 'node:os';
import { createNodeInference } from '@kith/node';
import sharp from 'sharp';
import type { AddCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import {
  type CommonOptions,
  jsonOption,
  libraryOption,
  type ModelOptions,
  modelOptions,
} from '../options.js';
import { print, printJson } from '../output/print.js';
import { sentenceOf } from '../output/sentence-of.js';
import { libraryDir } from '../session/library-dir.js';
import { loadModels, packPath, readPack } from '../session/open-pack.js';
import { withStore } from '../session/with-store.js';
import { version } from '../version.js';

interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
}

export const addDoctor: AddCommand = (program, exit) => {
  modelOptions(jsonOption(libraryOption(program.command('doctor'))))
    .description('check this machine: versions, backends, self-tests, library')
    .action(async (options: CommonOptions & ModelOptions) => {
      const checks = [...machine(), await models(options), await library(options)];
      if (options.json) printJson(checks);
      else
        for (const { ok, what, found } of checks)
          print(`${ok ? 'ok  ' : 'BAD '} ${what.padEnd(10)} ${found}`);
      if (checks.some((c) => !c.ok)) exit(exitCodes.failed);
    });
};

function machine(): Check[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB memory`;
  return [
    { what: 'kith', ok: true, found: version },
    {
      what: 'node',
      ok: major > 20 || (major === 20 && minor >= 20),
      found: `${process.versions.node} (20.20 or later is needed)`,
    },
    {
      what: 'machine',
      ok: true,
      found: `${process.platform} ${process.arch}, ${availableParallelism()} cores, ${memory}`,
    },
    { what: 'backends', ok: true, found: createNodeInference().available.join(', ') },
    { what: 'pictures', ok: true, found: `libvips ${sharp.versions.vips}, HEIC by libheif` },
  ];
}

async function models(options: CommonOptions & ModelOptions): Promise<Check> {
  try {
    const pack = await loadModels(
      await readPack(packPath(options.models, libraryDir(options)), options.weights),
      { ...options, backend: options.backend ?? 'auto' },
    );
    const { id, version: packVersion } = pack.manifest;
    await pack.close();
    return {
      what: 'models',
      ok: true,
      found: `${id} ${packVersion} on ${pack.backend}; files and self-tests are right`,
    };
  } catch (error) {
    return { what: 'models', ok: false, found: sentenceOf(error) };
  }
}

async function library(options: CommonOptions): Promise<Check> {
  const dir = libraryDir(options);
  try {
    const counts = await withStore(options, 'read', ({ store }) => store.counts());
    return {
      what: 'library',
      ok: true,
      found: `${dir}: ${counts.photos.indexed} photos, ${counts.faces} faces`,
    };
  } catch (error) {
    const none = sentenceOf(error).startsWith('there is no library');
    return { what: 'library', ok: none, found: none ? `none yet in ${dir}` : sentenceOf(error) };
  }
}
