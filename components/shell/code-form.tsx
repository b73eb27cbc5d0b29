'use client';
import { useId } from 'react';
import { useWords } from '#words';
import { keepEntered } from '../live/submitted.ts';
import { Button } from '../ui/button.tsx';
import { PublicAlert, PublicField } from './public-form.tsx';

type Props = {
  next: string;
  /** Of the sign-in whose password was right. */
  challenge: string;
  problem: string | null;
  submit: (form: FormData) => void;
  pending: boolean;
};

/** The second step of a sign-in. */
export function CodeForm({ next, challenge, problem, submit, pending }: Props) {
  const alertId = useId();
  const { t } = useWords();
  return (
    <form action={submit} onSubmit={keepEntered} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="challenge" value={challenge} />
      <p className="text-dim">
        {t('Enter the code that your authenticator app shows, or one of your recovery codes.')}
      </p>
      <PublicAlert id={alertId}>{problem}</PublicAlert>
      <PublicField
        label={t('Code')}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        autoFocus
        aria-invalid={problem !== null}
        aria-describedby={problem ? alertId : undefined}
      />
      <Button look="primary" type="submit" pending={pending} className="mt-1 h-9">
        {t(pending ? 'Signing in…' : 'Continue')}
      </Button>
      <p className="text-sm text-dim">
        {t('Phone and recovery codes lost? An admin can reset your two-factor authentication.')}
      </p>
    </form>
  );
}
