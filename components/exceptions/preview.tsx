'use client';
import { useEffect, useState } from 'react';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { Button } from '../ui/button.tsx';
import { type CommandAnswer, outcomeText, sendCommand } from './send-command.ts';

type Props = { ids: readonly string[]; command: ExceptionCommand; onConfirm: () => void };

/** What a command would do to several exceptions, by outcome, and the button that does it. */
export function Preview({ ids, command, onConfirm }: Props) {
  const [answer, setAnswer] = useState<CommandAnswer | null>(null);
  useEffect(() => {
    let isShown = true;
    void sendCommand(ids, command, true).then((next) => isShown && setAnswer(next));
    return () => {
      isShown = false;
    };
  }, [ids, command]);
  const applied = answer && 'outcomes' in answer ? answer.outcomes.filter(({ outcome }) => outcome === 'applied') : [];
  return (
    <>
      <p role="status" className="min-h-10">
        {answer === null && 'Checking what this changes'}
        {answer && 'problem' in answer && <span className="text-late">{answer.problem}</span>}
        {answer && 'outcomes' in answer && `Of ${ids.length}: ${outcomeText(answer.outcomes, 'will change')}.`}
      </p>
      {/* Not disabled while it is checked, so that Enter is not lost: the command checks each of them again. */}
      <Button
        look="primary"
        className="mt-3 w-full"
        autoFocus
        disabled={answer !== null && applied.length === 0}
        onClick={onConfirm}
      >
        {answer === null ? 'Confirm' : `Change ${applied.length}`}
      </Button>
    </>
  );
}
