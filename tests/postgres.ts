import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const INSTALLED = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

export type PrivatePostgres = { url: string; stop: () => Promise<void> } | { skipped: string };

/** The folder of the machine's newest PostgreSQL programs, null where it has none. */
function binaries(): string | null {
  if (!existsSync(INSTALLED)) return null;
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
  return (
    versions
      .map((version) => join(INSTALLED, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'initdb'))) ?? null
  );
}

/** The machine's PostgreSQL, installed first where we may. */
function findOrInstall(): string | null {
  const found = binaries();
  if (found || !isRoot) return found;
  const quietly = { stdio: 'ignore', timeout: 180_000 } as const;
  if (spawnSync('apt-get', ['update'], quietly).status !== 0) return null;
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], quietly);
  return binaries();
}

/** PostgreSQL refuses to run as root: there, its own user runs it. */
function asServerUser(program: string, args: string[]): [string, string[]] {
  return isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]]
    : [program, args];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gridpulse-postgres-'));
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  if (!isRoot) return folder;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  for (const path of [folder, join(folder, 'data')]) chownSync(path, id('-u'), id('-g'));
  return folder;
}

/** Whether the machine's PostgreSQL has TimescaleDB's files beside it. */
export function hasTimescale(): boolean {
  const bin = binaries();
  const version = bin?.split('/').at(-2);
  return existsSync(`/usr/share/postgresql/${version}/extension/timescaledb.control`);
}

/**
 * A PostgreSQL server of our own on a random loopback port, its data in a temporary folder, careless
 * about crashes. Or why there is none. `preload`: libraries, such as `timescaledb`.
 */
export async function startPostgres({ preload = '' } = {}): Promise<PrivatePostgres> {
  const bin = findOrInstall();
  if (!bin) return { skipped: 'no PostgreSQL server programs on this machine' };
  const folder = dataFolder();
  const data = join(folder, 'data');
  const run = (program: string, args: string[]) =>
    promisify(execFile)(...asServerUser(join(bin, program), args), { cwd: folder, timeout: 60_000 });
  const port = await freePort();
  const settings =
    `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' ` +
    '-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=20 ' +
    `-c shared_preload_libraries='${preload}' -c timescaledb.telemetry_level=off`;
  try {
    await run('initdb', [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ]);
    await run('pg_ctl', ['-D', data, '-w', '-s', '-l', join(folder, 'log'), '-o', settings, 'start']);
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    return { skipped: `a private PostgreSQL did not start: ${(cause as Error).message.split('\n')[0]}` };
  }
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', '-s', 'stop']).catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
