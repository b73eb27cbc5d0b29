'use client';
import { useId } from 'react';
import { useWords } from '#words';
import { keepEntered } from '../live/submitted.ts';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { rich } from '../words/rich.tsx';
import { PublicAlert, PublicEmailField, PublicStatus, UNANSWERED } from './public-form.tsx';
import { Address } from './public-page.tsx';

type State = { problem: string | null; email: string; isDone: boolean };
type Props = { action: (before: State, form: FormData) => Promise<State> };

/** Asks for the address to which a link to reset the password is sent. */
export function ResetForm({ action }: Props) {
  const [state, submit, pending, isUnanswered] = useSent(action, { problem: null, email: '', isDone: false });
  const alertId = useId();
  const words = useWords();
  if (state.isDone) {
    return (
      <PublicStatus>
        {rich(
          words,
          'If {address} has an account, a message is on its way to it. Its link is valid for one hour. If none arrives within some minutes, look among unwanted mail, then ask an admin.',
          { address: <Address>{state.email}</Address> },
        )}
      </PublicStatus>
    );
  }
  return (
    <form action={submit} onSubmit={keepEntered} className="flex flex-col gap-4">
      <PublicAlert id={alertId}>{isUnanswered ? UNANSWERED : state.problem}</PublicAlert>
      <PublicEmailField entered={state.email} alertId={state.problem ? alertId : undefined} />
      <Button look="primary" type="submit" pending={pending} className="mt-1 h-9">
        {words.t('Send a link')}
      </Button>
    </form>
  );
}
