'use client';
import { RotateCcw } from 'lucide-react';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';

type State = { ok: boolean; message: string } | null;
type Props = { delivery: string; action: (before: State, form: FormData) => Promise<State> };

/** Processes a delivery again, which changes nothing that was processed before. */
export function ReplayButton({ delivery, action }: Props) {
  const { t } = useWords();
  const [state, submit, pending] = useSent(action, null);
  return (
    <form action={submit} className="flex items-center gap-3">
      <span role="status" className={cx('text-xs', state?.ok ? 'text-ok' : 'text-late')}>
        {state && t(state.message)}
      </span>
      <input type="hidden" name="delivery" value={delivery} />
      <Button type="submit" pending={pending}>
        <RotateCcw aria-hidden className={cx('size-3.5', pending && 'animate-spin')} />
        {t(pending ? 'Replaying' : 'Replay')}
      </Button>
    </form>
  );
}
