import { openWebStore } from '@kith/web';

globalThis.addEventListener('message', async ({ data }: MessageEvent<string>) => {
  const said = await openWebStore({ name: data }).then(
    () => 'opened',
    (error: Error) => error.message,
  );
  globalThis.postMessage(said);
});
