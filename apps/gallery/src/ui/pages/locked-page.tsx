import { type FormEvent, useState } from 'react';
import { Button } from '../parts/button.js';

/** Shown without a session: opened from a bookmark, or on another device that must give the password. */
export function LockedPage({ reason }: { readonly reason: string }) {
  const [said, setSaid] = useState(reason);
  const [password, setPassword] = useState('');
  const open = async (event: FormEvent) => {
    event.preventDefault();
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: password }),
    });
    if (response.ok) location.reload();
    else setSaid(((await response.json()) as { error: string }).error);
  };
  return (
    <main className="first">
      <h1>Kith is locked</h1>
      <p role="alert">{said}</p>
      <form className="folder" onSubmit={open}>
        <label>
          <span>Password, where one was set</span>
          <input
            className="field"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        </label>
        <Button type="submit" look="strong" disabled={password === ''}>
          Open
        </Button>
      </form>
    </main>
  );
}
