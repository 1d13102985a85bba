import { notFetched } from './not-fetched.js';

/** The answer with a file of the page. Throws with the file's path where no answer came, or one without the file. */
export async function fetchFile(url: URL): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(notFetched(url.pathname), { cause });
  });
  if (!response.ok) throw new Error(`${url.pathname} could not be loaded: ${response.status}`);
  return response;
}
