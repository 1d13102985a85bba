import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, referencePack, runKith, tempFolder } from './run-kith.js';

const pack = referencePack();
const copied = (dir: string) => {
  cpSync(join(fixtures, 'photos'), join(dir, 'photos'), { recursive: true });
  return join(dir, 'photos');
};

describe.skipIf(pack === null)('people on the command line (reference models)', { timeout: 600_000 }, () => {
  const dir = tempFolder();
  const library = join(dir, 'library');
  const photos = copied(dir);
  const kith = async (...args: string[]) => {
    const ended = await runKith([...args, '--library', library]);
    expect(ended.stderr.replace(/^note: .*\n/gm, '')).toBe('');
    expect(ended.code).toBe(0);
    return ended.stdout;
  };
  const json = async (...args: string[]) => JSON.parse(await kith(...args, '--json'));
  interface Who {
    readonly id: string;
    readonly name: string | null;
    readonly faces: number;
    readonly photos: number;
    readonly cover: string;
  }
  const people = async (): Promise<readonly Who[]> => json('people');

  it('finds the two people of the fixtures', async () => {
    await kith('scan', photos, ...(pack ?? []));
    const found = await people();
    expect(found).toHaveLength(2);
    for (const person of found) {
      expect(Object.keys(person)).toEqual('id state name faces photos cover born'.split(' '));
      expect(person.photos).toBeGreaterThanOrEqual(8);
    }
    const faces = await json('faces', '--person', found[0]?.id as string);
    expect(Object.keys(faces[0])).toEqual('id photo box points landmarks score quality person'.split(' '));
    const subjects = new Set(faces.map((f: { photo: string }) => f.photo.split('-')[0]));
    subjects.delete('together');
    subjects.delete('together.jpg');
    expect(subjects.size).toBe(1);
    const { photo, faces: together } = await json('photo', join(photos, 'together.jpg'));
    expect(photo).toMatchObject({ path: 'together.jpg', state: 'indexed', width: 1200, height: 760 });
    expect(new Set(together.map((f: { person: string }) => f.person)).size).toBe(2);
  });

  it('corrects, tells what was corrected, and takes it back', async () => {
    const [a, b] = (await people()) as [Who, Who];
    const hopper = (await json('photo', 'hopper-portrait.jpg')).faces[0].person;
    const [grace, eileen] = hopper === a.id ? [a, b] : [b, a];
    await kith('name', grace.id, 'Grace Hopper');
    await kith('name', eileen.id.slice(0, 8), 'Eileen Collins');
    const faces = await json('faces', '--person', 'grace');
    await kith('split', 'Grace Hopper', faces[1].id, faces[2].id);
    expect(await people()).toHaveLength(3);
    await kith('undo');
    expect((await people()).map((p) => [p.name, p.faces]).sort()).toEqual(
      [
        ['Eileen Collins', eileen.faces],
        ['Grace Hopper', grace.faces],
      ].sort(),
    );
    await kith('move', faces[1].id, '--not-a-face');
    expect((await people()).find((p) => p.name === 'Grace Hopper')?.faces).toBe(grace.faces - 1);
    await kith('undo');
    await kith('hide', 'eileen');
    expect((await people()).map((p) => p.name)).toEqual(['Grace Hopper']);
    await kith('hide', 'eileen', '--show');
    const history = (await json('history')).map((e: { sentence: string }) => e.sentence);
    expect(history.slice(0, 4)).toEqual([
      'Showed again Eileen Collins',
      'Hid Eileen Collins',
      'Undid: Removed 1 face',
      'Removed 1 face',
    ]);
  });

  it('writes contact sheets', async () => {
    expect(await kith('people', '--sheets')).toContain(join(library, 'sheets'));
    const sheets = readdirSync(join(library, 'sheets')).sort();
    expect(sheets.map((name) => name.replace(/^\d+-/, '')).sort()).toEqual([
      'Eileen Collins.jpg',
      'Grace Hopper.jpg',
    ]);
  });

  it('keeps names when everything computed is forgotten, and nothing that shows or describes a face', async () => {
    const before = await people();
    const bytes = () => statSync(join(library, 'library.db')).size;
    const full = bytes();
    mkdirSync(join(library, 'thumbnails'), { recursive: true });
    writeFileSync(join(library, 'thumbnails', 'face.webp'), 'a cut-out of a face');
    await kith('reset', '--computed');
    expect(readdirSync(library).filter((name) => /sheets|thumbnails/.test(name))).toEqual([]);
    expect(bytes()).toBeLessThan(full);
    await kith('scan');
    const names = (all: readonly Who[]) => all.map((p) => [p.name, p.faces]).sort();
    expect(names(await people())).toEqual(names(before));
  });

  it('exports names to sidecars, adds to those that are there, and imports them into another library', async () => {
    const sidecar = join(photos, 'hopper-portrait.jpg.xmp');
    writeFileSync(
      sidecar,
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="5"/></rdf:RDF></x:xmpmeta>',
    );
    const damaged = join(photos, 'hopper-dark.jpg.xmp');
    writeFileSync(damaged, '<x:xmpmeta');
    const originals = () =>
      readdirSync(photos)
        .filter((f) => f.endsWith('.jpg'))
        .map((f) => readFileSync(join(photos, f)));
    const before = originals();
    const exported = await runKith(['export', 'xmp', '--library', library]);
    expect(exported.code).toBe(1);
    expect(exported.stderr).toMatch(/hopper-dark\.jpg\.xmp: not well-formed/);
    expect(originals()).toEqual(before);
    expect(readFileSync(damaged, 'utf8')).toBe('<x:xmpmeta');
    const merged = readFileSync(sidecar, 'utf8');
    expect(merged).toContain('xmp:Rating="5"');
    expect(merged).toContain('mwg-rs:Name="Grace Hopper"');
    rmSync(damaged);
    await kith('export', 'xmp');
    const again = await kith('export', 'xmp');
    expect(again).toMatch(/^0 sidecars written, 16 already right/);
    expect(existsSync(join(photos, 'nobody.jpg.xmp'))).toBe(false);

    const other = join(dir, 'other');
    await runKith(['scan', photos, ...(pack ?? []), '--library', other]);
    const imported = JSON.parse((await runKith(['import', 'xmp', '--library', other, '--json'])).stdout);
    expect(imported).toMatchObject({ sidecars: 16, names: ['Eileen Collins', 'Grace Hopper'], problems: [] });
    expect(imported.matched).toBe(imported.regions);
    const named = JSON.parse((await runKith(['people', '--library', other, '--json'])).stdout);
    expect(named.map((p: Who) => p.name).sort()).toEqual(['Eileen Collins', 'Grace Hopper']);
  });

  it('exports a table and everything as JSON', async () => {
    const csv = (await kith('export', 'csv')).trim().split('\r\n');
    expect(csv[0]).toBe('photo,face,person,name,x,y,width,height,score,quality');
    const all = JSON.parse(await kith('export', 'json'));
    expect(all.people).toHaveLength(2);
    expect(all.photos).toHaveLength(17);
    const faces = all.photos.reduce((n: number, p: { faces: unknown[] }) => n + p.faces.length, 0);
    expect(csv).toHaveLength(1 + faces);
    expect(all.facts.length).toBeGreaterThan(5);
  });

  it('takes over what was said from the JSON of another library, once', async () => {
    const file = join(dir, 'kith.json');
    await kith('export', 'json', '--out', file);
    const third = join(dir, 'third');
    await runKith(['scan', photos, ...(pack ?? []), '--library', third]);
    const imports = async () =>
      JSON.parse((await runKith(['import', 'json', file, '--library', third, '--json'])).stdout);
    const first = await imports();
    expect(first.applied).toBeGreaterThan(1);
    expect(first.unmatched).toBe(0);
    expect((await imports()).applied).toBe(0);
    const named = JSON.parse((await runKith(['people', '--library', third, '--json'])).stdout);
    expect(named.map((p: Who) => [p.name, p.faces]).sort()).toEqual(
      (await people()).map((p) => [p.name, p.faces]).sort(),
    );
    const refused = await runKith([
      'import',
      'json',
      join(fixtures, 'photos/nobody.jpg'),
      '--library',
      third,
    ]);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('not a Kith export');
    expect((await runKith(['import', 'json', '--library', third])).stderr).toContain('name the file');
  });
});
