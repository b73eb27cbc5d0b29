import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { type ExceptionCommand, RESOLUTIONS } from '#lib/model/exception-act.ts';
import { type People, personName } from './act-words.ts';
import { untilText } from './clock.ts';
import { type Batch, inverseBatches, type Undoable } from './inverse.ts';
import { type Outcome, outcomeText, sendCommand } from './send-command.ts';

/** What is shown after a command; `undo` are the commands that undo it. */
export type Notice = { text: string; isProblem: boolean; undo: readonly Batch[] };

const UNDO_MS = 10_000;

/** Does commands on the shown exceptions and can undo the last one for ten seconds. `rows`: as they are now. */
export function useCommands(rows: readonly Undoable[], people: People) {
  const router = useRouter();
  const [notice, setNotice] = useState<Notice | null>(null);
  // A second press of the key while the first is under way must not undo twice.
  const pending = useRef<Notice | null>(null);
  useEffect(() => {
    pending.current = notice;
    if (!notice || notice.isProblem) return;
    const timer = setTimeout(() => setNotice(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const fail = (problem: string): false => {
    setNotice({ text: problem, isProblem: true, undo: [] });
    return false;
  };
  const act = async (command: ExceptionCommand, ids: readonly string[]): Promise<boolean> => {
    if (ids.length === 0) return false;
    const before = rows.filter(({ id }) => ids.includes(id));
    const answer = await sendCommand(ids, command);
    if ('problem' in answer) return fail(answer.problem);
    const applied = new Set(answer.outcomes.filter(({ outcome }) => outcome === 'applied').map(({ id }) => id));
    const undo = inverseBatches(
      command,
      before.filter(({ id }) => applied.has(id)),
    );
    setNotice({ text: noticeText(answer.outcomes, doneText(command, people)), isProblem: applied.size === 0, undo });
    router.refresh();
    return applied.size > 0;
  };
  const undo = async () => {
    const last = pending.current;
    if (!last || last.undo.length === 0) return;
    pending.current = null;
    for (const { ids, command } of last.undo) {
      const answer = await sendCommand(ids, command);
      if ('problem' in answer) {
        fail(answer.problem);
        return;
      }
    }
    setNotice({ text: `Undone: ${last.text.toLowerCase()}`, isProblem: false, undo: [] });
    router.refresh();
  };
  return { act, undo, notice, dismiss: () => setNotice(null) };
}

/** What a command did: `Taken`, `Snoozed until the next milestone`. */
function doneText(command: ExceptionCommand, people: People): string {
  switch (command.act) {
    case 'note':
      return 'Noted';
    case 'assign':
      return command.owner === null ? 'Left without an owner' : `Owned by ${personName(people, command.owner)}`;
    case 'snooze':
      return `Snoozed ${untilText(command.until)}`;
    case 'unsnooze':
      return 'Woken';
    case 'resolve':
      return `Resolved: ${RESOLUTIONS[command.resolution].toLowerCase()}`;
    case 'reopen':
      return 'Reopened';
  }
}

function noticeText(outcomes: readonly Outcome[], done: string): string {
  const [only, ...others] = outcomes;
  if (only && others.length === 0) return only.outcome === 'applied' ? done : (only.reason ?? 'Nothing changed');
  return `${done}: ${outcomeText(outcomes, 'changed')}`;
}
