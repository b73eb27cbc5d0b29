'use client';
import { CircleAlert } from 'lucide-react';
import { type ComponentProps, useActionState, useId } from 'react';
import { Button } from '../ui/button.tsx';

type State = { problem: string | null; email: string };
type Props = { next: string; problem: string | null; action: (before: State, form: FormData) => Promise<State> };

export function SignInForm({ next, problem, action }: Props) {
  const [state, submit, pending] = useActionState(action, { problem, email: '' });
  const alertId = useId();
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      {state.problem && (
        <p
          id={alertId}
          role="alert"
          className="flex items-start gap-2 rounded-md border border-late-line bg-late-soft px-3 py-2 text-late"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {state.problem}
        </p>
      )}
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
        key={state.email}
        aria-invalid={state.problem !== null}
        aria-describedby={state.problem ? alertId : undefined}
      />
      <Field label="Password" name="password" type="password" autoComplete="current-password" />
      <Button look="primary" type="submit" pending={pending} className="mt-1 h-9">
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

function Field({ label, ...input }: ComponentProps<'input'> & { label: string }) {
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
