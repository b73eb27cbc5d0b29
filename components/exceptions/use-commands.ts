import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { RESOLUTIONS } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
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
  // What the key for undo would undo, and the command under way, which it waits for.
  const last = useRef<readonly Batch[]>([]);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (!notice || notice.isProblem) return;
    const timer = setTimeout(() => {
      last.current = [];
      setNotice(null);
    }, UNDO_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const show = (text: string, isProblem: boolean, undo: readonly Batch[] = []) => {
    last.current = undo;
    setNotice({ text, isProblem, undo });
  };
  const run = async (command: ExceptionCommand, ids: readonly string[]): Promise<boolean> => {
    const before = rows.filter(({ id }) => ids.includes(id));
    const answer = await sendCommand(ids, command);
    if ('problem' in answer) {
      show(answer.problem, true);
      return false;
    }
    const applied = new Set(answer.outcomes.filter(({ outcome }) => outcome === 'applied').map(({ id }) => id));
    const changed = before.filter(({ id }) => applied.has(id));
    show(noticeText(answer.outcomes, doneText(command, people)), applied.size === 0, inverseBatches(command, changed));
    router.refresh();
    return applied.size > 0;
  };
  const undo = async (): Promise<void> => {
    await running.current;
    const batches = last.current;
    if (batches.length === 0) return;
    last.current = [];
    for (const { ids, command } of batches) {
      const answer = await sendCommand(ids, command);
      if ('problem' in answer) return show(answer.problem, true);
    }
    show('Undone', false);
    router.refresh();
  };
  const act = (command: ExceptionCommand, ids: readonly string[]): Promise<boolean> => {
    const done = ids.length === 0 ? Promise.resolve(false) : run(command, ids);
    running.current = done;
    return done;
  };
  const dismiss = () => {
    last.current = [];
    setNotice(null);
  };
  return { act, undo, notice, dismiss };
}

/** What a command did: `Owned by Ana`, `Snoozed until the next milestone`. */
function doneText(command: ExceptionCommand, people: People): string {
  switch (command.act) {
    case 'note':
      return 'Noted';
    case 'acknowledge':
      return 'Acknowledged';
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
