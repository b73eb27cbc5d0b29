import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { AttackerOptions } from './attacker-process.ts';
import type { Struck } from './attacks.ts';

const PROGRAM = join(import.meta.dirname, 'attacker-process.ts');

/**
 * Runs all attacks until the signal, in a process of their own: writing bodies of megabytes would delay whoever else sends from the same
 * process, and would be measured as a slow server. Rejects if that process ends before.
 */
export async function runAttacker(options: AttackerOptions, signal: AbortSignal): Promise<Struck[]> {
  const attacker = fork(PROGRAM, [JSON.stringify(options)], { execArgv: [] });
  const ended = once(attacker, 'exit').then(([code]) => {
    throw new Error(`The attacker ended with ${code}`);
  });
  await Promise.race([once(signal, 'abort'), ended]);
  attacker.send('stop');
  const [struck] = await Promise.race([once(attacker, 'message'), ended]);
  return struck;
}
