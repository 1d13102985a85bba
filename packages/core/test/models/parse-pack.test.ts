import { readdirSync, readFileSync } from 'node:fs';
import { goldenInput, ManifestError, outputProblem, parsePack } from '@kith/core/models';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../../evaluation/packs/', import.meta.url);
const manifests = readdirSync(folder).filter((name) => name.endsWith('.json'));
const text = readFileSync(new URL(manifests[0]!, folder), 'utf8');

/** The manifest with the value at a dotted path replaced (undefined: removed). */
function withValue(path: string, value: unknown): string {
  const pack = JSON.parse(text);
  const keys = path.split('.');
  let at = pack;
  for (const key of keys.slice(0, -1)) at = at[key];
  at[keys.at(-1)!] = value;
  return JSON.stringify(pack);
}

test.each(manifests)('%s is a manifest, read without loss', (name) => {
  const json = readFileSync(new URL(name, folder), 'utf8');
  expect(parsePack(json)).toEqual(JSON.parse(json));
});

test.each([
  ['schema', 2, 'pack.schema: expected 1, came 2'],
  ['id', 'My Pack', 'pack.id: expected lower-case letters, digits, dots and dashes, came "My Pack"'],
  [
    'models.detector.input.layout',
    'CHW',
    'pack.models.detector.input.layout: expected one of NCHW, NHWC, came "CHW"',
  ],
  ['models.detector.files.0.file', '../x.onnx', "files[0].file: expected a path inside the pack's folder"],
  ['models.detector.files.0.file', '/etc/x', "files[0].file: expected a path inside the pack's folder"],
  ['models.detector.files.0.sha256', 'ABC', 'files[0].sha256: expected 64 lower-case hex digits, came "ABC"'],
  ['models.detector.files', [], 'pack.models.detector.files: expected a list of 1 or more, came []'],
  ['models.embedder.dimension', 0.5, 'pack.models.embedder.dimension: expected a whole number from 1'],
  ['models.embedder', undefined, 'pack.models.embedder: expected an object, came nothing'],
  ['models.detector.head.boxes', 'prior', 'pack.models.detector.head.priorSizes: expected'],
  ['models.detector.input.std', [1, 0, 1], 'pack.models.detector.input.std[1]: expected a number'],
  ['models.detector.treshold', 1, 'pack.models.detector.treshold: expected one of the fields'],
])('%s = %j is refused by name', (path, value, message) => {
  expect(() => parsePack(withValue(path, value))).toThrow(ManifestError);
  expect(() => parsePack(withValue(path, value))).toThrow(message);
});

test('any text gives a manifest or a ManifestError', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (json) => {
      expect(() => parsePack(json)).toThrow(ManifestError);
    }),
  );
});

describe('golden self-test', () => {
  test('input by the stated formula', () => {
    const v = goldenInput(200);
    expect(v[0]).toBeCloseTo(-1);
    expect(v[40]).toBeCloseTo((280 - 256 - 127.5) / 127.5);
    expect(v[100]).toBeCloseTo((((700 + 3) % 256) - 127.5) / 127.5);
  });

  test('sees NaN, constants, empty outputs and deviations', () => {
    const golden = { head: [1, 2], tolerance: 0.1 };
    expect(outputProblem([1.05, 2, 3], golden)).toBeNull();
    expect(outputProblem([1.2, 2, 3], golden)).toMatch(/off by 0.2/);
    expect(outputProblem([1, Number.NaN])).toMatch(/NaN at 1/);
    expect(outputProblem([0, 0, 0])).toMatch(/0 everywhere/);
    expect(outputProblem([])).toMatch(/empty/);
    expect(outputProblem([0.5])).toBeNull();
    expect(outputProblem([1], golden)).toMatch(/1 values, expected 2/);
  });
});
