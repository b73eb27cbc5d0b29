import { CircleAlert, CircleCheck } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useWords } from '#words';

/** A field of a page that needs no sign-in; required unless the caller says otherwise. */
export function PublicField({ label, ...input }: ComponentProps<'input'> & { label: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        required
        maxLength={320}
        className="h-9 rounded-md border border-line-strong bg-surface px-3 text-base text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
        {...input}
      />
    </div>
  );
}

/** The field of an e-mail address, with what was entered before and the alert about it. */
export function PublicEmailField({ entered, alertId }: { entered: string; alertId: string | undefined }) {
  const { t } = useWords();
  return (
    <PublicField
      label={t('E-mail address')}
      name="email"
      type="email"
      autoComplete="username"
      defaultValue={entered}
      key={entered}
      aria-invalid={alertId !== undefined}
      aria-describedby={alertId}
    />
  );
}

/** Why what was submitted was rejected; nothing without a problem. */
export function PublicAlert({ id, children }: { id?: string; children: string | null }) {
  const { t } = useWords();
  if (!children) return null;
  return (
    <p
      id={id}
      role="alert"
      className="flex items-start gap-2 rounded-md border border-late-line bg-late-soft px-3 py-2 text-late"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(children)}
    </p>
  );
}

/** What a form of a page without sign-in shows where the server did not answer. */
export const UNANSWERED = 'The server did not answer. What you entered is kept: try again in a moment.';

/** What was done. */
export function PublicStatus({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="mb-4 flex items-start gap-2 rounded-md border border-line bg-fill px-3 py-2 text-ink">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
      <span>{children}</span>
    </p>
  );
}
