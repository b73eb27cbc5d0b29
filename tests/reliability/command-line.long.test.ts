import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS } from '#tests/support/await.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Runs a program to its end, without a database or server in its environment. */
async function run(...command: string[]): Promise<{ code: number; text: string }> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH ?? '',
    DATA_DIR: '/nowhere',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, {
      cwd: ROOT,
      env,
      timeout: PATIENCE_MS,
    });
    return { code: 0, text: stdout + stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

const PROGRAMS = [
  ['server.ts'],
  ['lib/host/replay.ts'],
  ['lib/emulator/sending/send.ts', 'flexport', 'departed'],
  ['lib/emulator/sending/emulate.ts'],
  ['tests/bench/run.ts'],
  ['tests/bench/busy-shipment.ts'],
  ['tests/bench/neighbours.ts'],
  ['tests/bench/reconcile.ts'],
  ['tests/bench/data/run.ts'],
  ['tests/bench/chaos/run.ts'],
  ['tests/bench/costs/run.ts'],
  ['tests/bench/deadlocks.ts'],
  ['tests/bench/simulate/run.ts'],
];

describe('a command line', () => {
  it.each(PROGRAMS)('of %s with an unknown flag prints it and the usage, and exits with 2', async (...program) => {
    const { code, text } = await run(...program, '--wroker');
    expect(text).toContain("'--wroker'");
    expect(text).toContain('Usage: ');
    expect(code).toBe(2);
  });

  it('of the server rejects arguments and exclusive flags', async () => {
    expect(await run('server.ts', 'worker')).toMatchObject({ code: 2, text: expect.stringContaining("'worker'") });
    expect(await run('server.ts', '--web', '--worker')).toMatchObject({
      code: 2,
      text: expect.stringContaining('--web and --worker exclude each other'),
    });
    expect(await run('server.ts', '--help')).toMatchObject({ code: 0, text: expect.stringContaining('--migrate') });
  });

  it('of a measurement accepts numbers only, and not too many', async () => {
    expect(await run('tests/bench/data/run.ts', 'many')).toMatchObject({
      code: 2,
      text: expect.stringContaining('shipments must be a number, not "many"'),
    });
    expect(await run('tests/bench/data/run.ts', '10', '20')).toMatchObject({
      code: 2,
      text: expect.stringContaining('Unexpected argument "20"'),
    });
  });
});
