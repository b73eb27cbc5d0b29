'use client';
import { Bell, BellRing } from 'lucide-react';
import { useActionState } from 'react';
import { ActionResult, type FormAction } from '../settings/action-form.tsx';
import { Button } from '../ui/button.tsx';

type Props = { shipmentId: string; isWatched: boolean; action: FormAction };

/** Starts or stops watching a shipment. */
export function WatchButton({ shipmentId, isWatched, action }: Props) {
  const [outcome, run, pending] = useActionState(action, null);
  const Icon = isWatched ? BellRing : Bell;
  return (
    <form action={run} className="flex items-center gap-2">
      <input type="hidden" name="id" value={shipmentId} />
      <input type="hidden" name="watched" value={String(isWatched)} />
      <Button type="submit" look="ghost" className="h-7 text-xs" disabled={pending} aria-pressed={isWatched}>
        <Icon aria-hidden className="size-3.5" />
        {isWatched ? 'Watching' : 'Watch'}
      </Button>
      <ActionResult outcome={outcome} />
    </form>
  );
}
