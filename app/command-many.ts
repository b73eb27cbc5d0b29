import { type Batch, inverseBatches, type Undoable } from '#components/exceptions/inverse.ts';
import { type Tally, talliesOf } from '#components/exceptions/tallies.ts';
import { database } from '#db/client.ts';
import { exceptionStates } from '#db/queries/matching-exceptions.ts';
import { log } from '#lib/log.ts';
import { MAX_EXCEPTIONS_TOGETHER } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { commandFor } from './command-exceptions.ts';

/** What a command did to many exceptions, and the commands that undo it; `problem` says why it ended before the last of them. */
export type ManyDone = { tallies: Tally[]; undo: Batch[]; problem?: string };

/**
 * Does what a person commands to any number of exceptions, `MAX_EXCEPTIONS_TOGETHER` in each transaction. If one fails, what was done
 * before stays and can be undone.
 */
export async function commandMany(
  by: string,
  ids: readonly string[],
  command: ExceptionCommand,
  dryRun: boolean,
): Promise<ManyDone> {
  const changed: Undoable[] = [];
  let tallies: Tally[] = [];
  const done = () => ({ tallies, undo: inverseBatches(command, changed) });
  for (let at = 0; at < ids.length; at += MAX_EXCEPTIONS_TOGETHER) {
    const some = ids.slice(at, at + MAX_EXCEPTIONS_TOGETHER);
    try {
      const before = dryRun ? [] : await exceptionStates(database(), some);
      const outcomes = await commandFor(by, { ...command, ids: some, dryRun });
      const applied = new Set(outcomes.flatMap(({ id, outcome }) => (outcome === 'applied' ? [id] : [])));
      changed.push(...before.filter(({ id }) => applied.has(id)));
      tallies = talliesOf([...tallies, ...outcomes.map((one) => ({ ...one, count: 1 }))]);
    } catch (error) {
      log.error({ err: error, by, act: command.act, done: at, of: ids.length }, 'command for many exceptions failed');
      return { ...done(), problem: `It failed after ${at} of ${ids.length} exceptions.` };
    }
  }
  return done();
}
