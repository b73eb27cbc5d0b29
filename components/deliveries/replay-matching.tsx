'use client';
import { RotateCcw } from 'lucide-react';
import { useActionState, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';

/** The answer to a replay of many events: how many match, to be confirmed, or the result. */
export type ReplayMatchingState = { ok: boolean; message: string; confirm?: number } | null;

type Props = {
  state: string;
  provider: string | undefined;
  action: (before: ReplayMatchingState, form: FormData) => Promise<ReplayMatchingState>;
};

/** Replays all events of the log's filter, after a confirmation with their number. */
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
