// Completes package-lock.json with the optional packages of other platforms. A registry mirror that lacks one of
// them (say, a Windows binary) makes `npm install` leave it out, and then `npm ci` refuses the lock everywhere.
// The entries carry no integrity: they are only ever installed on the platform they are for.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony'];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'arm'];

function platformOf(name) {
  const words = name.split('/').at(-1).split('-');
  const libc = words.find((w) => w.startsWith('musl') || w.startsWith('gnu'));
  const cpu = processors.find((p) => words.includes(p));
  const os = systems.find((s) => words.includes(s));
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(os === 'linux' && libc && { libc: [libc.startsWith('musl') ? 'musl' : 'glibc'] }),
  };
}

let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] || !/^\d/.test(version) || !platformOf(name).os) continue;
    const dev = entry.dev ? { dev: true } : {};
    lock.packages[key] = { version, ...dev, license: entry.license, optional: true, ...platformOf(name) };
    added++;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
if (added > 0) writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added to the lock`);
