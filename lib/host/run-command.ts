import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { extendEnv } from '#lib/env.ts';
import { Misconfigured, messageOf } from '#lib/errors.ts';
import { MISUSE_CODE, Misuse } from '#lib/flags.ts';
import { print } from './print.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * Reads `.env` of the project, if it has one. Environment variables override it. A relative `DATA_DIR` is in the project from then on,
 * here and in the processes that get these settings, wherever they run.
 */
export function readDotEnv(): void {
  const file = join(ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  extendEnv({ DATA_DIR: resolve(ROOT, extendEnv({}).DATA_DIR) });
}

/** Runs a command and exits with its code. What it throws is printed without a stack trace: exit code 2 for `Misuse`, else 1. */
export function runCommand(main: () => Promise<number>): void {
  main().then(
    (code) => process.exit(code),
    (thrown: unknown) => {
      for (const line of thrown instanceof Misconfigured ? thrown.problems : [messageOf(thrown)]) print(line);
      process.exit(thrown instanceof Misuse ? MISUSE_CODE : 1);
    },
  );
}
