/** Said of a file of the page that did not come: without a network only what was kept is there, and a full disk keeps nothing. */
export const notFetched = (file: string): string =>
  `${file} could not be fetched and had not been kept: go online once, with room on the disk`;

/** Whether a request failed before any answer; each browser, and ONNX Runtime around it, says so in its own words. */
export const isNotFetched = (message: string): boolean =>
  /NetworkError|Failed to fetch|Load failed|error loading dynamically imported module/i.test(message);
