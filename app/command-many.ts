import { type Batch, inverseBatches } from '#components/exceptions/inverse.ts';
import { type Tally, talliesOf } from '#components/exceptions/tallies.ts';
import type { CommandOutcome } from '#lib/exceptions/command-exceptions.ts';
import { log } from '#lib/log.ts';
import { MAX_EXCEPTIONS_TOGETHER } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
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
  { t }: Words = ENGLISH,
): Promise<ManyDone> {
  const outcomes: CommandOutcome[] = [];
  const done = () => ({
    tallies: talliesOf(outcomes),
    undo: dryRun ? [] : inverseBatches(command, outcomes),
  });
  for (let at = 0; at < ids.length; at += MAX_EXCEPTIONS_TOGETHER) {
    const some = ids.slice(at, at + MAX_EXCEPTIONS_TOGETHER);
    try {
      outcomes.push(...(await commandFor(by, { ...command, ids: some, dryRun })));
    } catch (error) {
      log.error({ err: error, by, act: command.act, done: at, of: ids.length }, 'command for many exceptions failed');
      return {
        ...done(),
        problem: t('It failed after {n} of {total} exceptions.', { n: String(at), total: String(ids.length) }),
      };
    }
  }
  return done();
}
