'use client';
import { RotateCcw } from 'lucide-react';
import { useActionState, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';

/** What a replay of many events answers: how many match and are to be confirmed, or what was done. */
export type ReplayMatchingState = { ok: boolean; message: string; confirm?: number } | null;

type Props = {
  state: string;
  provider: string | undefined;
  action: (before: ReplayMatchingState, form: FormData) => Promise<ReplayMatchingState>;
};

/** Replays all events that the filter of the log leaves, after saying how many they are. */
export function ReplayMatching({ state: filter, provider, action }: Props) {
  const [state, submit, pending] = useActionState(action, null);
  const [answered, setAnswered] = useState<ReplayMatchingState>(null);
  const asks = state?.confirm !== undefined && state !== answered;
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2 text-xs">
      <input type="hidden" name="state" value={filter} />
      <input type="hidden" name="provider" value={provider ?? ''} />
      {asks && <input type="hidden" name="confirmed" value="yes" />}
      {state && state !== answered && (
        <span role="status" className={cx(!asks && (state.ok ? 'text-ok' : 'text-late'))}>
          {state.message}
        </span>
      )}
      <Button type="submit" disabled={pending}>
        <RotateCcw aria-hidden className={cx('size-3.5', pending && 'animate-spin')} />
        {asks ? `Replay ${state.confirm?.toLocaleString('en-US')}` : 'Replay all'}
      </Button>
      {asks && (
        <Button type="button" onClick={() => setAnswered(state)}>
          Cancel
        </Button>
      )}
    </form>
  );
}
