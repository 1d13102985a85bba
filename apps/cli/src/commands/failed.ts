import type { StoredPhoto } from '@kith/core/ports';
import type { AddCommand } from '../command.js';
import { type CommonOptions, jsonOption, libraryOption } from '../options.js';
import { plural } from '../output/plural.js';
import { print, printJson } from '../output/print.js';
import { withStore } from '../session/with-store.js';

interface Options extends CommonOptions {
  readonly retry?: true;
}

export const addFailed: AddCommand = (program) => {
  jsonOption(libraryOption(program.command('failed')))
    .description('photos that could not be read, and why')
    .option('--retry', 'try them all again at the next scan')
    .action((options: Options) =>
      withStore(options, options.retry ? 'change' : 'read', async ({ store }) => {
        if (options.retry) {
          const count = await store.retryFailed();
          if (options.json) return printJson({ retried: count });
          return print(`${plural(count, 'photo')} will be tried again by the next \`kith scan\`.`);
        }
        const failed: StoredPhoto[] = [];
        for await (const photo of store.failed()) failed.push(photo);
        if (options.json) return printJson(failed.flatMap(failedJson));
        if (failed.length === 0) return print('No photo failed.');
        for (const photo of failed.flatMap(failedJson)) print(`${photo.photo}\n    ${photo.reason}`);
      }),
    );
};

function failedJson({ state, files }: StoredPhoto) {
  if (state.state !== 'failed') return [];
  const { reason, kind, attempts } = state.failure;
  return files.map(({ root, path }) => ({ photo: path, root, reason, kind, attempts }));
}
