'use client';
import { useActionState, useSyncExternalStore } from 'react';
import type { LinkOutcome } from '#app/action-link.ts';
import { ActionResult } from '../settings/action-form.tsx';
import { Button } from '../ui/button.tsx';

type Props = {
  action: (before: LinkOutcome | null, form: FormData) => Promise<LinkOutcome>;
  token: string;
  label: string;
};

const never = () => () => {};
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The one button of a link in an e-mail; afterwards what it did. Times are on the clock of the browser. */
export function ActForm({ action, token, label }: Props) {
  const [outcome, run, pending] = useActionState(action, null);
  const timeZone = useSyncExternalStore(never, ownZone, () => 'UTC');
  if (outcome) return <ActionResult outcome={outcome} />;
  return (
    <form action={run}>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="timeZone" value={timeZone} />
      <Button type="submit" look="primary" className="h-9 w-full" pending={pending}>
        {label}
      </Button>
    </form>
  );
}
