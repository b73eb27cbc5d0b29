'use client';
import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { ActionResult, type FormAction, FormResult } from './action-form.tsx';
import { RefusalProvider } from './refusal.tsx';

type Props = {
  action: FormAction;
  /** The button, and the button that confirms: `Remove`. */
  label: string;
  icon?: ReactNode;
  /** What it acts on, for screen readers, where the label does not name it. */
  of?: string;
  fields: Record<string, string>;
  /** The question, which names what goes. */
  title: string;
  /** What follows from it. */
  consequence: string;
  /** Fields of the dialog. */
  children?: ReactNode;
};

/**
 * A button that acts on one row after a second press, in a dialog that names what goes. The dialog stays open, with what was entered and
 * the reason, if the server refuses or does not answer. Before scripts are loaded the dialog is a popover, which needs none.
 */
export function ConfirmButton({ action, label, icon, of, fields, title, consequence, children }: Props) {
  const { t } = useWords();
  const [outcome, run, pending, isUnanswered] = useSent(action, null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, show] = useState<'closed' | 'asking' | 'answered'>('closed');
  const id = useId();
  const refusal = outcome?.ok === false ? outcome : null;
  const wasPending = useRef(false);
  useEffect(() => {
    if (wasPending.current && !pending && refusal === null && !isUnanswered) dialog.current?.close();
    wasPending.current = pending;
  }, [pending, refusal, isUnanswered]);
  const open = (event: MouseEvent) => {
    event.preventDefault();
    dialog.current?.showModal();
    show('asking');
  };
  const close = (event: MouseEvent) => {
    event.preventDefault();
    dialog.current?.close();
  };
  return (
    <span className="inline-flex items-center gap-2">
      <ActionResult outcome={shown === 'closed' ? refusal : null} />
      <button
        type="button"
        popoverTarget={id}
        onClick={open}
        aria-haspopup="dialog"
        className={buttonClass('ghost', 'h-7 text-xs')}
        {...(of && { 'aria-label': t('{label}: {text}', { label, text: of }) })}
      >
        {icon}
        {label}
      </button>
      <dialog
        ref={dialog}
        id={id}
        popover="auto"
        closedby="any"
        onClose={() => show('closed')}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className="popup m-auto w-96 max-w-[calc(100vw-2rem)] rounded-xl p-4 text-left whitespace-normal text-ink backdrop:bg-[#0b0f12]/40"
      >
        <h2 id={`${id}-title`} className="text-base font-semibold break-words">
          {title}
        </h2>
        <p id={`${id}-text`} className="mt-1 text-sm text-dim">
          {consequence}
        </p>
        <form action={run} onSubmit={() => show('answered')} className="mt-4 flex flex-col gap-4">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <RefusalProvider outcome={shown === 'answered' ? refusal : null}>
            {children}
            <FormResult />
          </RefusalProvider>
          <div className="flex justify-end gap-2">
            <Button autoFocus popoverTarget={id} popoverTargetAction="hide" onClick={close}>
              {t('Cancel')}
            </Button>
            <Button type="submit" look="primary" pending={pending}>
              {label}
            </Button>
          </div>
        </form>
      </dialog>
    </span>
  );
}
