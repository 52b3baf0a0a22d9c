/**
 * Completes package-lock.json after `npm install`.
 *
 * npm drops an optional package from the lockfile, without a word, when the registry that it talks
 * to does not offer it for some other platform; `npm ci` then refuses the lockfile on every
 * machine ("Missing ... from lock file"). This adds the dropped ones back as entries of version and platform only.
 * Run it after each change of dependencies: `npm run complete-lockfile`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const OPERATING_SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
];

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, LockEntry> };

const isListed = (name: string) =>
  Object.keys(lock.packages).some((key) => key.endsWith(`node_modules/${name}`));
const named = (name: string, words: string[]) => words.filter((word) => name.split(/[-/]/).includes(word));

let added = 0;
for (const owner of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    if (isListed(name)) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(owner.dev ? { dev: true } : {}),
      cpu: named(name, PROCESSORS),
      optional: true,
      os: named(name, OPERATING_SYSTEMS),
    };
    added++;
  }
}
const [root, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([
  root as [string, LockEntry],
  ...others.sort(([a], [b]) => (a < b ? -1 : 1)),
]);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} optional packages of other platforms added back`);
