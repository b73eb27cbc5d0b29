'use client';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { type AskKind, useActions } from './actions.ts';
import { AssignChoices } from './assign-choices.tsx';
import { Preview } from './preview.tsx';
import { ResolveForm } from './resolve-form.tsx';
import { SnoozeChoices } from './snooze-choices.tsx';

/** What is done to one exception, and to several. */
const TITLES: Record<AskKind, readonly [one: string, many: string]> = {
  take: ['Take', 'Take {n} exceptions'],
  assign: ['Assign', 'Assign {n} exceptions'],
  snooze: ['Snooze', 'Snooze {n} exceptions'],
  resolve: ['Resolve', 'Resolve {n} exceptions'],
};

/** What is asked for which exceptions; `draft` is what was chosen before and could not be done. */
export type Asked = { kind: AskKind; ids: readonly string[]; draft?: ExceptionCommand | undefined };

type Props = Asked & { onClose: () => void };

/** Asks what a command needs. For several exceptions it then shows what would happen to how many, before it happens. */
export function ActDialog({ kind, ids, draft, onClose }: Props) {
  const { t, counted } = useWords();
  const { me, act, ask } = useActions();
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState<ExceptionCommand | null>(kind === 'take' ? { act: 'assign', owner: me } : null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const finish = (command: ExceptionCommand) => {
    dialog.current?.close();
    // At once, so that the next key is not lost; what was typed is not lost either.
    void act(command, ids).then((done) => done || kind === 'take' || ask(kind, ids, command));
  };
  const choose = (command: ExceptionCommand) => (ids.length > 1 ? setChosen(command) : finish(command));
  const title = counted(ids.length, ...TITLES[kind]);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      closedby="any"
      onClose={onClose}
      onKeyDown={stepChoice}
      className="popup m-auto mt-[12vh] max-h-[76vh] w-96 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-xl text-ink backdrop:bg-[#0b0f12]/40"
    >
      <div className="p-4">
        <h2 className="mb-3 text-base font-semibold">{title}</h2>
        {chosen ? (
          <Preview ids={ids} command={chosen} onConfirm={() => finish(chosen)} />
        ) : (
          <>
            {kind === 'assign' && <AssignChoices choose={choose} />}
            {kind === 'snooze' && <SnoozeChoices choose={choose} />}
            {kind === 'resolve' && <ResolveForm choose={choose} draft={draft} />}
          </>
        )}
        <div className="mt-3 flex justify-end border-t border-line pt-3">
          <Button look="ghost" onClick={() => dialog.current?.close()}>
            {t('Cancel')}
          </Button>
        </div>
      </div>
    </dialog>
  );
}

/** The arrow keys move among the choices. Escape closes the dialog also if it was pressed before the dialog was there. */
function stepChoice(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key === 'Escape') event.currentTarget.close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choice]')];
  if (!step || choices.length === 0 || event.target instanceof HTMLSelectElement) return;
  if (event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  const at = choices.indexOf(document.activeElement as HTMLElement);
  choices[at === -1 && step === -1 ? choices.length - 1 : (at + step + choices.length) % choices.length]?.focus();
}
