'use client';
import { useId } from 'react';
import { useWords } from '#words';
import { keepEntered } from '../live/submitted.ts';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { CodeForm } from './code-form.tsx';
import { PublicAlert, PublicEmailField, PublicField, UNANSWERED } from './public-form.tsx';

/** `challenge`: the password was right, and a code is needed. */
type State = { problem: string | null; email: string; challenge: string | null };
type Props = { next: string; problem: string | null; action: (before: State, form: FormData) => Promise<State> };

export function SignInForm({ next, problem, action }: Props) {
  const [state, submit, pending, isUnanswered] = useSent(action, { problem, email: '', challenge: null });
  const alertId = useId();
  const { t } = useWords();
  if (state.challenge !== null)
    return (
      <CodeForm
        next={next}
        challenge={state.challenge}
        problem={isUnanswered ? UNANSWERED : state.problem}
        submit={submit}
        pending={pending}
      />
    );
  return (
    <form action={submit} onSubmit={keepEntered} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <PublicAlert id={alertId}>{isUnanswered ? UNANSWERED : state.problem}</PublicAlert>
      <PublicEmailField entered={state.email} alertId={state.problem ? alertId : undefined} />
      <PublicField label={t('Password')} name="password" type="password" autoComplete="current-password" />
      <Button look="primary" type="submit" pending={pending} className="mt-1 h-9">
        {t(pending ? 'Signing in…' : 'Sign in')}
      </Button>
    </form>
  );
}
