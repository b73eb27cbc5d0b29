'use client';
import { useEffect, useRef, useState } from 'react';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { type Commanded, useActions } from './actions.ts';
import { appliedIn, outcomeText } from './tallies.ts';

type Props = { ids: readonly string[]; command: ExceptionCommand; onConfirm: () => void };

/** What a command would do to several exceptions, by outcome, and the button that does it. */
export function Preview({ ids, command, onConfirm }: Props) {
  const words = useWords();
  const { t } = words;
  const { preview } = useActions();
  const [answer, setAnswer] = useState<Commanded | null>(null);
  const first = useRef(preview);
  useEffect(() => {
    let isShown = true;
    void first.current(command, ids).then((next) => isShown && setAnswer(next));
    return () => {
      isShown = false;
    };
  }, [ids, command]);
  const applied = answer ? appliedIn(answer.tallies) : 0;
  return (
    <>
      <p role="status" className="min-h-10">
        {answer === null && t('Checking what this changes')}
        {answer?.problem && <span className="text-late">{t(answer.problem)}</span>}
        {answer &&
          !answer.problem &&
          t('Of {n}: {outcomes}.', {
            n: ids.length,
            outcomes: outcomeText(answer.tallies, '{n} will change', words),
          })}
      </p>
      {/* Not disabled while it is checked, so that Enter is not lost: the command checks each of them again. */}
      <Button
        look="primary"
        className="mt-3 w-full"
        autoFocus
        disabled={answer !== null && applied === 0}
        onClick={onConfirm}
      >
        {answer === null ? t('Confirm') : t('Change {n}', { n: applied })}
      </Button>
    </>
  );
}
