import { type FormEvent, useState } from 'react';
import { useSent } from '../live/use-sent.ts';
import type { FormAction } from './action-form.tsx';
import type { Outcome } from './outcome.ts';

/** The values of a form by the names of its fields. */
export type Entered = Readonly<Record<string, string>>;

/** `form`: the properties of the form. */
type State = {
  outcome: Outcome;
  entered: Entered;
  pending: boolean;
  form: { action: (form: FormData) => void; onSubmit: (event: FormEvent<HTMLFormElement>) => void };
};

/** The state of a form: what was entered stays if it is rejected, else `after` is shown, if given. */
export function useEntered(action: FormAction, initial: Entered, after?: Entered): State {
  const [outcome, run, pending] = useSent(action, null);
  const [entered, keep] = useState(initial);
  const onSubmit = ({ currentTarget }: FormEvent<HTMLFormElement>) =>
    keep(Object.fromEntries([...new FormData(currentTarget)].map(([name, value]) => [name, String(value)])));
  return { outcome, pending, entered: outcome?.ok && after ? after : entered, form: { action: run, onSubmit } };
}
