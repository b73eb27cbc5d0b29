'use client';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import type { Outcome } from './outcome.ts';
import { RefusalProvider, useFormResult, useRefusal } from './refusal.tsx';

export type FormAction = (before: Outcome, form: FormData) => Promise<Outcome>;

type Props = { action: FormAction; submit: string; children: ReactNode };

/** A short form in one line. The field that was refused says why; every other result is below. */
export function ActionForm({ action, submit, children }: Props) {
  const [outcome, run, pending] = useSent(action, null);
  return (
    <form action={run} className="flex flex-col gap-2 border-b border-line px-4 py-4 lg:px-6">
      <RefusalProvider outcome={outcome}>
        <div className="flex flex-wrap items-start gap-3">
          {children}
          <Button type="submit" look="primary" pending={pending} className="sm:mt-5">
            {submit}
          </Button>
        </div>
        <FormResult />
      </RefusalProvider>
    </form>
  );
}

/** The result of a form that no field of it shows. */
export function FormResult() {
  return <ActionResult outcome={useFormResult()} />;
}

type ButtonProps = {
  action: FormAction;
  label: string;
  /** The target of the action, for screen readers. */
  of?: string;
  fields: Record<string, string>;
  /** Whether the result is shown also if it succeeds, where nothing else on the page shows it. */
  confirms?: true;
  /** Whether it looks like a button and not like a part of its row. */
  plain?: true;
};

/** A button that acts on one row. */
export function ActionButton({ action, label, of, fields, confirms, plain }: ButtonProps) {
  const { t } = useWords();
  const [outcome, run, pending] = useSent(action, null);
  return (
    <form action={run} className="inline-flex items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ActionResult outcome={outcome?.ok && !confirms ? null : outcome} />
      <Button
        type="submit"
        look={plain ? 'plain' : 'ghost'}
        className="h-7 text-xs"
        pending={pending}
        {...(of && { 'aria-label': t('{label}: {text}', { label, text: of }) })}
      >
        {label}
      </Button>
    </form>
  );
}

/** Characters of a message that needs more than a line. */
const LONG = 80;

/** What came of an action. Its message is English, or written with its values in the language of the user already. */
export function ActionResult({ outcome }: { outcome: Outcome }) {
  const { t } = useWords();
  if (!outcome) return null;
  const message = t(outcome.message);
  const Icon = outcome.ok ? CircleCheck : CircleAlert;
  return (
    <p
      role={outcome.ok ? 'status' : 'alert'}
      className={cx(
        'flex items-start gap-1.5 text-xs',
        outcome.ok ? 'text-ok' : 'text-late',
        // Such as a link to hand over, in a table whose cells do not wrap.
        message.length > LONG && 'min-w-[min(20rem,60vw)] whitespace-normal',
      )}
    >
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="break-all">{message}</span>
    </p>
  );
}

/** The look of fields without their height. */
export const FIELD_LOOK =
  'rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30';

/** `error`: why its value was rejected, in a form that shows several reasons at once. */
type FieldProps = ComponentProps<'input'> & { label: string; error?: string | undefined };

export function Field({ label, error: given, className = 'w-56', ...input }: FieldProps) {
  const id = useId();
  const refusal = useRefusal(input.name);
  const error = given ?? refusal;
  const described = error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-dim">
        {label}
      </label>
      <input id={id} maxLength={320} className={`h-8 ${FIELD_LOOK} ${className}`} {...input} {...described} />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/** Why the value of a field was rejected, below it; a message like that of an outcome. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  const { t } = useWords();
  if (!error) return null;
  return (
    <p id={id} role="alert" className="max-w-56 text-xs text-late">
      {t(error)}
    </p>
  );
}

/** `options`: the values, or labels by value; shown in the language of the user. */
type PickProps = {
  label: string;
  name: string;
  options: readonly string[] | Record<string, string>;
  value?: string;
  onChange?: (value: string) => void;
};

export function Pick({ label, name, options, value, onChange }: PickProps) {
  const { t } = useWords();
  const id = useId();
  const error = useRefusal(name);
  const entries = Array.isArray(options) ? options.map((option) => [option, option]) : Object.entries(options);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-dim">
        {label}
      </label>
      <select
        id={id}
        name={name}
        defaultValue={value}
        onChange={({ target }) => onChange?.(target.value)}
        className={`h-8 ${FIELD_LOOK} ${Array.isArray(options) ? 'capitalize' : ''}`}
        {...(error && { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
      >
        {entries.map(([option, shown]) => (
          <option key={option} value={option}>
            {t(shown)}
          </option>
        ))}
      </select>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
