import type { Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { type CommandOutcome, commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import type { LinkAction } from '#lib/model/link-action.ts';
import { tomorrowMorning } from '#lib/model/notice-schedule.ts';
import { tellCommand } from '#lib/pipeline/tell-exceptions.ts';
import { runtime } from '#lib/runtime.ts';

/** What somebody does to an exception by a link or button of a message. `by`: their e-mail address; `timeZone`: their IANA zone. */
export type MessageAct = { exceptionId: string; action: LinkAction; by: string; timeZone: string };

/** Acts on an exception in the name of a user. `inTransaction` runs in the transaction of a change, and may throw to prevent it. */
export async function actOnException(
  { exceptionId, by, ...act }: MessageAct,
  inTransaction: (tx: Transaction) => Promise<void> = async () => {},
): Promise<CommandOutcome> {
  const { sql } = await runtime();
  const onChange: typeof tellCommand = async (tx, changed, acts) => {
    await inTransaction(tx);
    await tellCommand(tx, changed, acts);
  };
  const [outcome] = await commandExceptions(sql, by, [exceptionId], commandOf({ ...act, by }), onChange);
  return outcome ?? { id: exceptionId, outcome: 'refused', reason: 'There is no such exception', before: null };
}

function commandOf({ action, by, timeZone }: Omit<MessageAct, 'exceptionId'>): ExceptionCommand {
  switch (action) {
    case 'acknowledge':
      return { act: 'acknowledge' };
    case 'assign':
      return { act: 'assign', owner: by };
    case 'snooze':
      return { act: 'snooze', until: tomorrowMorning(timeZone, now()) };
  }
}
