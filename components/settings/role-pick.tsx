'use client';
import { useRef } from 'react';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { ActionResult, type FormAction } from './action-form.tsx';

type Props = { action: FormAction; id: string; role: string; roles: readonly string[]; of: string };

/** A user's role; a change applies at once. */
export function RolePick({ action, id, role, roles, of }: Props) {
  const { t } = useWords();
  const [outcome, run, pending] = useSent(action, null);
  const form = useRef<HTMLFormElement>(null);
  return (
    <form ref={form} action={run} className="flex items-center gap-2">
      <input type="hidden" name="id" value={id} />
      <select
        key={role}
        name="role"
        aria-label={t('Role of {person}', { person: of })}
        defaultValue={role}
        disabled={pending}
        onChange={() => form.current?.requestSubmit()}
        className="h-7 rounded-md border border-line-strong bg-surface px-1.5 text-xs text-ink capitalize"
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
      </select>
      <ActionResult outcome={outcome?.ok ? null : outcome} />
    </form>
  );
}
