/** The sample configuration of docs/deploy.md, as nginx itself reads and serves it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../run-script.ts';

const sample =
  /```nginx\n(.*?)```/s.exec(readFileSync(join(projectRoot, 'docs/deploy.md'), 'utf8'))?.[1] ?? '';
const hasNginx =
  spawnSync('nginx', ['-v'], { env: { PATH: `${process.env['PATH']}:/usr/sbin` } }).status === 0;

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

/** Without TLS and its second server: there is no certificate here. */
function configuration(folder: string, port: number): string {
  const plain = sample
    .replace(/^server \{\n {4}listen 80;.*?^\}\n/ms, '')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace(/^ *(http2|ssl_\w+) .*\n/gm, '')
    .replace('/srv/gridpulse/site', join(folder, 'site'));
  return `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    events {}
    http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p;
      fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      types { text/html html; application/json json; text/css css; }
      ${plain} }`;
}

describe('the nginx sample', () => {
  it('is there', () => {
    expect(sample).toContain('frame-ancestors');
  });

  it.skipIf(!hasNginx)(
    'serves pages, files and embeds with their headers, and nothing hidden (needs nginx)',
    async () => {
      const folder = mkdtempSync('/tmp/gridpulse-nginx-');
      const files = [
        'index.html',
        'ba/ciso/index.html',
        'embed/ciso/index.html',
        'api/v1/status.json',
        '_astro/a.css',
      ];
      for (const file of [...files, '404.html', '.hidden']) {
        mkdirSync(join(folder, 'site', file, '..'), { recursive: true });
        writeFileSync(join(folder, 'site', file), file);
      }
      spawnSync('chmod', ['-R', 'a+rX', folder]);
      const port = await freePort();
      const path = join(folder, 'nginx.conf');
      writeFileSync(path, configuration(folder, port));
      const env = { PATH: `${process.env['PATH']}:/usr/sbin` };
      const check = spawnSync('nginx', ['-t', '-c', path], { env, encoding: 'utf8' });
      expect(check.stderr).toMatch(/test is successful/);
      const server = spawn('nginx', ['-c', path], { env, stdio: 'ignore' });
      const get = (url: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${url}`, { method });
      try {
        await expect
          .poll(
            () =>
              get('/').then(
                ({ status }) => status,
                () => 0,
              ),
            { timeout: 20_000 },
          )
          .toBe(200);
        const page = await get('/ba/ciso/');
        expect(await page.text()).toBe('ba/ciso/index.html');
        expect(page.headers.get('content-security-policy')).toMatch(
          /default-src 'self'.*frame-ancestors 'none'/,
        );
        expect(page.headers.get('x-content-type-options')).toBe('nosniff');
        expect((await get('/embed/ciso/')).headers.get('content-security-policy')).toMatch(
          /frame-ancestors \*/,
        );
        expect((await get('/api/v1/status.json')).headers.get('access-control-allow-origin')).toBe('*');
        expect((await get('/_astro/a.css')).headers.get('cache-control')).toMatch(/immutable/);
        expect((await get('/.hidden')).status).toBe(403);
        expect((await get('/no/such/page')).status).toBe(404);
        expect((await get('/', 'POST')).status).toBe(403);
      } finally {
        server.kill();
      }
    },
  );
});
