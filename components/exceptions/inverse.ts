import type { ExceptionState } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';

/** The commands that undo a command on an exception, which was as given before it. Empty for a note and an acknowledgement, which stay. */
export function inverseOf(command: ExceptionCommand, before: ExceptionState): ExceptionCommand[] {
  switch (command.act) {
    case 'note':
    case 'acknowledge':
      return [];
    case 'assign':
      return [{ act: 'assign', owner: before.owner }];
    case 'snooze':
      return [{ act: 'unsnooze' }, ...snoozeAgain(before)];
    case 'unsnooze':
      return snoozeAgain(before);
    case 'resolve':
      return [{ act: 'reopen' }, ...snoozeAgain(before)];
    case 'reopen':
      return before.resolution === null ? [] : [{ act: 'resolve', resolution: before.resolution }];
  }
}

function snoozeAgain({ snoozedUntil, snoozedFor }: ExceptionState): ExceptionCommand[] {
  const until = snoozedFor?.until ?? snoozedUntil;
  return until === null ? [] : [{ act: 'snooze', until }];
}

/** A command for several exceptions. */
export type Batch = { ids: string[]; command: ExceptionCommand };

/** What undoes a command: as few commands as possible, in the order in which they are to be done. */
export function inverseBatches(
  command: ExceptionCommand,
  outcomes: readonly { id: string; before: ExceptionState | null }[],
): Batch[] {
  const batches = new Map<string, Batch>();
  for (let step = 0; step < 2; step += 1) {
    for (const { id, before } of outcomes) {
      const undo = before && inverseOf(command, before)[step];
      if (!undo) continue;
      const key = `${step} ${JSON.stringify(undo)}`;
      const batch = batches.get(key) ?? { ids: [], command: undo };
      batch.ids.push(id);
      batches.set(key, batch);
    }
  }
  return [...batches.values()];
}
