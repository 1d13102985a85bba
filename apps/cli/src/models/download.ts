import { reasonOf } from '@kith/core/ports';
import { UsageError } from '../usage-error.js';

export interface DownloadOptions {
  /** More than so many bytes are refused. */
  readonly maxBytes: number;
  /** Longest silence of the server, milliseconds. */
  readonly patienceMs: number;
  readonly signal?: AbortSignal;
}

const maxRedirects = 5;

/**
 * The bytes at an address as they come. Only https is fetched, or http from this machine itself, also after a redirect. Throws
 * on another answer than 200, on more bytes than allowed, on silence, and when it is cancelled.
 */
export async function* download(url: URL, options: DownloadOptions): AsyncGenerator<Uint8Array> {
  const silence = watchSilence(url, options.patienceMs);
  const signals = [silence.signal, ...(options.signal ? [options.signal] : [])];
  try {
    const answer = await fetchFollowing(url, AbortSignal.any(signals));
    const length = Number(answer.headers.get('content-length') ?? 0);
    if (length > options.maxBytes) throw tooLong(url, options.maxBytes);
    let got = 0;
    for await (const chunk of answer.body ?? []) {
      silence.heard();
      got += chunk.length;
      if (got > options.maxBytes) throw tooLong(url, options.maxBytes);
      yield chunk;
    }
  } catch (error) {
    if (options.signal?.aborted) throw new Error('cancelled', { cause: error });
    if (silence.signal.aborted) throw silence.signal.reason;
    throw error;
  } finally {
    silence.end();
  }
}

async function fetchFollowing(from: URL, signal: AbortSignal): Promise<Response> {
  let url = from;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    refuseUnsafe(url);
    const answer = await fetch(url, { signal, redirect: 'manual' }).catch((cause: unknown) => {
      throw new Error(`${url.href} cannot be reached (${innermost(cause)})`, { cause });
    });
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) return accepted(answer, url);
    await answer.body?.cancel();
    url = new URL(location, url);
  }
  throw new Error(`${from.href} leads from one address to the next more than ${maxRedirects} times`);
}

function accepted(answer: Response, url: URL): Response {
  if (answer.status === 200) return answer;
  throw new UsageError(`${url.href}: the server answered ${answer.status} ${answer.statusText}`.trimEnd());
}

function refuseUnsafe({ protocol, hostname, href }: URL): void {
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) return;
  throw new UsageError(`${href} is not fetched: only https is (and http from this machine itself)`);
}

function watchSilence(url: URL, patienceMs: number) {
  const controller = new AbortController();
  const reason = new Error(`${url.href}: the server was silent for ${patienceMs / 1000} s`);
  const timer = setTimeout(() => controller.abort(reason), patienceMs);
  return {
    signal: controller.signal,
    heard: () => timer.refresh(),
    end: () => clearTimeout(timer),
  };
}

const tooLong = (url: URL, maxBytes: number) =>
  new Error(`${url.href} is longer than the ${maxBytes} bytes that it may have`);

/** What fetch's "fetch failed" is about, such as "connect ECONNREFUSED 127.0.0.1:1". */
function innermost(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? reasonOf(error) : innermost(cause);
}
