'use client';
import { useId } from 'react';
import { useWords } from '#words';
import { keepEntered } from '../live/submitted.ts';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { PublicAlert, PublicField, UNANSWERED } from './public-form.tsx';

type State = { problem: string | null };
type Props = {
  /** Of the link that allows it. */
  token: string;
  /** For password managers. */
  email: string;
  submit: string;
  action: (before: State, form: FormData) => Promise<State>;
};

/** Sets a first or a new password. */
export function PasswordForm({ token, email, submit, action }: Props) {
  const [{ problem }, run, pending, isUnanswered] = useSent(action, { problem: null });
  const alertId = useId();
  const { t } = useWords();
  const described = problem ? { 'aria-invalid': true, 'aria-describedby': alertId } : {};
  return (
    <form action={run} onSubmit={keepEntered} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
      <PublicAlert id={alertId}>{isUnanswered ? UNANSWERED : problem}</PublicAlert>
      <PublicField
        label={t('New password')}
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={2048}
        {...described}
      />
      <PublicField
        label={t('Repeat the password')}
        name="repeated"
        type="password"
        autoComplete="new-password"
        maxLength={2048}
      />
      <Button look="primary" type="submit" pending={pending} className="mt-1 h-9">
        {submit}
      </Button>
    </form>
  );
}
