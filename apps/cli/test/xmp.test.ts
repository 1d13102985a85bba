import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from '@kith/core/people';
import { exportXmp, importXmp } from '@kith/exchange';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskSidecars } from '../src/exchange/disk-sidecars.js';
import { openScanSession } from '../src/session/open-scan-session.js';
import type { ScanSession } from '../src/session/scan-session.js';
import { fixtures, tempFolder } from './run-kith.js';

const dir = tempFolder();
const photos = join(dir, 'photos');
const names = ['collins-portrait.jpg', 'collins-tilted-grey.jpg', 'collins-turned-exif.jpg'] as const;
const sidecar = (name: string) => join(photos, `${name}.xmp`);

let session: ScanSession;
const open = () => ({ ...session, library: session.library() });
const people = () =>
  session
    .library()
    .people()
    .map((p) => [nameOf(p), p.faces.length]);

beforeAll(async () => {
  mkdirSync(photos);
  for (const name of names) cpSync(join(fixtures, 'photos', name), join(photos, name));
  session = await openScanSession({ library: join(dir, 'library'), threads: 1 });
  await session.run([photos], {});
}, 120_000);
afterAll(() => session.close());

/** As another program writes it: elements, a pet beside the face, and fields of its own. */
const foreign = (name: string) => `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'
 xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/' xmlns:stArea='http://ns.adobe.com/xmp/sType/Area#'>
<dc:subject><rdf:Bag><rdf:li>space &amp; more</rdf:li></rdf:Bag></dc:subject>
<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>
${region('Rex', 'Pet', 0.8, 0.8)}${region(name, 'Face', 0.44, 0.23)}
</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
`;
const region = (name: string, type: string, x: number, y: number) =>
  `<rdf:li rdf:parseType='Resource'><mwg-rs:Name>${name}</mwg-rs:Name><mwg-rs:Type>${type}</mwg-rs:Type>` +
  `<mwg-rs:Area rdf:parseType='Resource'><stArea:x>${x}</stArea:x><stArea:y>${y}</stArea:y>` +
  `<stArea:w>0.2</stArea:w><stArea:h>0.22</stArea:h></mwg-rs:Area></rdf:li>`;

it('names faces in sidecars of upright and turned photos, in pixels as they are stored', async () => {
  expect(people()).toEqual([[null, 3]]);
  await session.library().name(session.library().people()[0]!.id, 'Ada <A> & "B"');
  const before = names.map((name) => readFileSync(join(photos, name)));
  expect(await exportXmp(open(), diskSidecars(), { unnamed: false })).toMatchObject({
    written: 3,
    problems: [],
  });
  expect(names.map((name) => readFileSync(join(photos, name)))).toEqual(before);
  const [upright, , turned] = names.map((name) => areaIn(readFileSync(sidecar(name), 'utf8')));
  // The turned one is the same picture, its pixels stored a quarter turn anticlockwise (EXIF orientation 6).
  expect(turned!.x).toBeCloseTo(upright!.y, 1);
  expect(turned!.y).toBeCloseTo(1 - upright!.x, 1);
  expect(await exportXmp(open(), diskSidecars(), { unnamed: false })).toMatchObject({
    written: 0,
    unchanged: 3,
  });
});

it('parts people whose faces bear two names, as one action, once', async () => {
  await session.library().undo();
  writeFileSync(sidecar(names[1]), foreign('Bea'));
  const imported = await importXmp(open(), diskSidecars());
  expect(imported).toMatchObject({ sidecars: 3, regions: 3, matched: 3, problems: [] });
  const parted = [
    ['Ada <A> & "B"', 2],
    ['Bea', 1],
  ];
  expect(people()).toEqual(parted);
  await importXmp(open(), diskSidecars());
  expect(people()).toEqual(parted);
  await session.library().undo();
  expect(people()).toEqual([[null, 3]]);
});

it('leaves what other programs wrote, byte for byte where it has nothing to say', async () => {
  writeFileSync(sidecar(names[1]), foreign('Bea'));
  await importXmp(open(), diskSidecars());
  await exportXmp(open(), diskSidecars(), { unnamed: true });
  expect(readFileSync(sidecar(names[1]), 'utf8')).toBe(foreign('Bea'));
  const bea = session
    .library()
    .people()
    .find((p) => nameOf(p) === 'Bea')!;
  await session.library().name(bea.id, 'Beatrix');
  await exportXmp(open(), diskSidecars(), { unnamed: true });
  const after = readFileSync(sidecar(names[1]), 'utf8');
  expect(after).toContain('<mwg-rs:Name>Beatrix</mwg-rs:Name>');
  expect(after).not.toContain('Bea<');
  for (const kept of ['<mwg-rs:Name>Rex</mwg-rs:Name>', 'space &amp; more', '<?xpacket end="w"?>'])
    expect(after).toContain(kept);
});

function areaIn(xmp: string): { x: number; y: number } {
  const share = (name: string) => Number(new RegExp(`stArea:${name}="([^"]+)"`).exec(xmp)?.[1]);
  return { x: share('x'), y: share('y') };
}

it('names a broken sidecar, leaves it as it is, and goes on with the others', async () => {
  const broken = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF';
  writeFileSync(sidecar(names[0]), broken);
  const imported = await importXmp(open(), diskSidecars());
  expect(imported).toMatchObject({ sidecars: 2, matched: 2 });
  expect(imported.problems).toEqual([
    { path: sidecar(names[0]), reason: expect.stringContaining('not well-formed XML') },
  ]);
  const exported = await exportXmp(open(), diskSidecars(), { unnamed: true });
  expect(exported.problems.map((p) => p.path)).toEqual([sidecar(names[0])]);
  expect(exported.written + exported.unchanged).toBe(2);
  expect(readFileSync(sidecar(names[0]), 'utf8')).toBe(broken);
});

it('gives each folder a place of its own in a folder of sidecars, and photos that are gone none', async () => {
  const roots = ['a/photos', 'b/photos', 'c/photos-2'].map((name) => join(dir, name));
  const sidecars = diskSidecars(join(dir, 'out'), roots);
  const places = roots.map((root) =>
    sidecars.placeOf({ root, path: 'x.jpg', bytes: 1, modifiedAt: 0 }, 'x.jpg.xmp'),
  );
  expect(places).toEqual(
    ['photos', 'photos-2', 'photos-2-2'].map((name) => join(dir, 'out', name, 'x.jpg.xmp')),
  );

  renameSync(photos, `${photos}-away`);
  const gone = await exportXmp(open(), diskSidecars(), { unnamed: true });
  expect(gone).toMatchObject({ written: 0, absent: 3, problems: [] });
  expect(existsSync(photos)).toBe(false);
});
