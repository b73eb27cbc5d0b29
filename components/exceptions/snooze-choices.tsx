'use client';
import { useId, useState } from 'react';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { useWords } from '#words';
import { viewerText } from '../time/format.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceButton } from './choice-button.tsx';
import { morningOf, snoozeChoices } from './snooze-times.ts';

/** Until when: a morning soon, another day, or until something happens. */
export function SnoozeChoices({ choose }: { choose: (command: ExceptionCommand) => void }) {
  const words = useWords();
  const { t } = words;
  const [choices] = useState(() => snoozeChoices(Date.now()));
  const [day, setDay] = useState('');
  const id = useId();
  const until = morningOf(day);
  return (
    <>
      {choices.map((choice) => (
        <ChoiceButton key={choice.label} onClick={() => choose({ act: 'snooze', until: choice.until })}>
          {t(choice.label)}
          {choice.until.includes('T') && (
            <span className="text-xs text-dim">{viewerText(choice.until, undefined, words)}</span>
          )}
        </ChoiceButton>
      ))}
      <form
        className="mt-2 flex items-end gap-2 border-t border-line px-2.5 pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (until) choose({ act: 'snooze', until });
        }}
      >
        <div className="flex flex-1 flex-col gap-1">
          <label htmlFor={id} className="text-xs text-dim">
            {t('Until 09:00 of')}
          </label>
          <input
            id={id}
            type="date"
            value={day}
            onChange={({ target }) => setDay(target.value)}
            className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink"
          />
        </div>
        <Button type="submit" disabled={until === null}>
          {t('Snooze')}
        </Button>
      </form>
    </>
  );
}
