import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { MAX_EXCEPTIONS_TOGETHER, RESOLUTIONS } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { type People, personName } from './act-words.ts';
import { untilText } from './clock.ts';
import { type Batch, inverseBatches } from './inverse.ts';
import type { Many } from './many.ts';
import { sendCommand } from './send-command.ts';
import { appliedIn, outcomeText, type Tally, talliesOf } from './tallies.ts';

/** What is shown after a command; `undo` are the commands that undo it. */
export type Notice = { text: string; isProblem: boolean; undo: readonly Batch[] };

const UNDO_MS = 10_000;

type Done = Awaited<ReturnType<Many['command']>>;

const UNREACHED: Done = {
  tallies: [],
  undo: [],
  problem: 'The server cannot be reached. Nothing is known to have changed.',
};

/** Does a command, or says what it would do. */
async function send(many: Many, command: ExceptionCommand, ids: readonly string[], dryRun = false): Promise<Done> {
  if (ids.length > MAX_EXCEPTIONS_TOGETHER)
    return many.command({ ids: [...ids], command, dryRun }).catch(() => UNREACHED);
  const answer = await sendCommand(ids, command, dryRun);
  if ('problem' in answer) return { tallies: [], undo: [], problem: answer.problem };
  return { tallies: talliesOf(answer.outcomes), undo: inverseBatches(command, answer.outcomes) };
}

/** Does commands on exceptions, one after the other, and can undo the last one for ten seconds after the page shows what it did. */
export function useCommands(people: People, many: Many) {
  const router = useRouter();
  const words = useWords();
  const { t } = words;
  const [notice, setNotice] = useState<Notice | null>(null);
  const [isRefreshing, startRefresh] = useTransition();
  // What the key for undo would undo, and the command under way, which the next one waits for: a person's keys count in their order.
  const last = useRef<readonly Batch[]>([]);
  const running = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    if (!notice || notice.isProblem || isRefreshing) return;
    const timer = setTimeout(() => {
      last.current = [];
      setNotice(null);
    }, UNDO_MS);
    return () => clearTimeout(timer);
  }, [notice, isRefreshing]);
  const show = (text: string, isProblem: boolean, undo: readonly Batch[] = []) => {
    last.current = undo;
    setNotice({ text, isProblem, undo });
  };
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = running.current.then(task);
    running.current = done;
    return done;
  };
  const run = async (command: ExceptionCommand, ids: readonly string[]): Promise<boolean> => {
    const { tallies, undo, problem } = await send(many, command, ids);
    const applied = appliedIn(tallies);
    const text = [
      problem && t(problem),
      tallies.length > 0 && noticeText(tallies, doneText(command, people, words), words),
    ];
    show(text.filter(Boolean).join(' '), applied === 0, undo);
    if (tallies.length > 0) startRefresh(() => router.refresh());
    return applied > 0;
  };
  const undoLast = async (): Promise<void> => {
    const batches = last.current;
    if (batches.length === 0) return;
    last.current = [];
    for (const { ids, command } of batches) {
      const { problem } = await send(many, command, ids);
      if (problem) return show(t(problem), true);
    }
    show(t('Undone'), false);
    startRefresh(() => router.refresh());
  };
  const act = async (command: ExceptionCommand, ids: readonly string[]): Promise<boolean> =>
    ids.length > 0 && inTurn(() => run(command, ids));
  const undo = () => inTurn(undoLast);
  const dismiss = () => {
    last.current = [];
    setNotice(null);
  };
  const preview = (command: ExceptionCommand, ids: readonly string[]) => send(many, command, ids, true);
  return { act, preview, undo, notice, dismiss };
}

/** What a command did: `Owned by Ana`, `Snoozed until the next milestone`. */
function doneText(command: ExceptionCommand, people: People, words: Words): string {
  const { t, inside } = words;
  switch (command.act) {
    case 'note':
      return t('Noted');
    case 'acknowledge':
      return t('Acknowledged');
    case 'assign':
      return command.owner === null
        ? t('Left without an owner')
        : t('Owned by {person}', { person: personName(people, command.owner) });
    case 'snooze':
      return t('Snoozed {until}', { until: untilText(command.until, null, words) });
    case 'unsnooze':
      return t('Woken');
    case 'resolve':
      return t('Resolved: {reason}', { reason: inside(t(RESOLUTIONS[command.resolution])) });
    case 'reopen':
      return t('Reopened');
  }
}

function noticeText(tallies: readonly Tally[], done: string, words: Words): string {
  const [only, ...others] = tallies;
  if (only?.count === 1 && others.length === 0)
    return only.outcome === 'applied' ? done : words.t(only.reason ?? 'Nothing changed');
  return words.t('{done}: {outcomes}', { done, outcomes: outcomeText(tallies, '{n} changed', words) });
}
