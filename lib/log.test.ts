import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SCRIPT = `
  import { log } from './lib/log.ts';
  import { print } from './lib/host/print.ts';
  for (let at = 0; at < 100; at += 1) {
    log.error('a line');
    print('a line');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  process.exit(7);`;

it('a full disk under the log does not end the process', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', full, full],
    env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '' },
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  closeSync(full);
  expect(code).toBe(7);
});
