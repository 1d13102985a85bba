import { Button } from '../parts/button.js';

/** Shown where the library inside the page cannot be opened: another tab has it, or the disk is full. */
export function ClosedPage({ reason }: { readonly reason: string }) {
  return (
    <main className="first">
      <h1>The library cannot be opened</h1>
      <p role="alert">{reason}</p>
      <Button look="strong" onClick={() => location.reload()}>
        Try again
      </Button>
    </main>
  );
}
