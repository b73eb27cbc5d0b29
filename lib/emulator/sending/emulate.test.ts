import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { emulate } from './emulate.ts';

const env = { FLEXPORT_WEBHOOK_SECRET: 'current', MVMNT_WEBHOOK_TOKEN: 'token' };

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await done()); tries++) {
    if (tries > 500) throw new Error('the condition was never met');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function start(argv: string[], environment = env) {
  const stop = new AbortController();
  let text = '';
  const out = (more: string) => {
    text += more;
  };
  const code = emulate(['--port', '0', '--shipments', '8', ...argv], environment, out, stop.signal);
  return { stop, code, text: () => text };
}

test('prints the URL and key of each API, and serves it until it is stopped', async () => {
  const { stop, code, text } = start([]);
  await until(() => text() !== '');
  const [, base, key] = /Flexport {2}(\S+) +key ([^,]+)/.exec(text()) ?? [];
  const count = async () => {
    const response = await fetch(`${base}/shipments`, { headers: { Authorization: `Bearer ${key}` } });
    return ((await response.json()) as { data: { total_count: number } }).data.total_count;
  };
  await until(async () => (await count()) > 0);
  stop.abort();
  expect(await code).toBe(0);
  await expect(count()).rejects.toThrow();
});

test('sends the webhooks with --to', async () => {
  const urls: string[] = [];
  const server = createServer((request, response) => {
    urls.push(request.url ?? '');
    request.resume().on('end', () => response.writeHead(200).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { stop, code } = start(['--to', `http://127.0.0.1:${(server.address() as AddressInfo).port}`]);
  await until(() => new Set(urls).size === 2);
  stop.abort();
  expect(await code).toBe(0);
  server.close();
  server.closeAllConnections();
  expect(new Set(urls)).toEqual(new Set(['/api/webhooks/flexport', '/api/webhooks/mvmnt']));
});

test('invalid arguments print the usage, missing secrets their names', async () => {
  for (const argv of [
    ['--colour', 'red'],
    ['--speed', 'fast'],
    ['--to', 'http://x', '--fail', '-1'],
  ]) {
    const { code, text } = start(argv);
    expect(await code, argv.join(' ')).toBe(2);
    expect(text()).toContain('npm run emulator');
  }
  const { code, text } = start(['--to', 'http://127.0.0.1:1'], {} as typeof env);
  expect(await code).toBe(2);
  expect(text()).toContain('FLEXPORT_WEBHOOK_SECRET');
});
