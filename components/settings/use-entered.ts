import { useActionState } from 'react';
import type { FormAction, Outcome } from './action-form.tsx';

/** The values of a form by the names of its fields. */
export type Entered = Readonly<Record<string, string>>;

type State = { outcome: Outcome; entered: Entered };

/** The state of a form, its action, and whether it runs: what was entered stays if it is rejected, else `after` is shown. */
export function useEntered(
  action: FormAction,
  initial: Entered,
  after?: Entered,
): [state: State, run: (form: FormData) => void, isPending: boolean] {
  return useActionState(
    async (_before: State, form: FormData): Promise<State> => {
      const outcome = await action(null, form);
      const entered = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
      return { outcome, entered: outcome?.ok && after ? after : entered };
    },
    { outcome: null, entered: initial },
  );
}
