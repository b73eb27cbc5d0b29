'use client';
import { CircleCheck, CircleX, Hourglass, LockKeyhole } from 'lucide-react';
import { useNow } from '../time/clock.tsx';
import { ageText } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';

type Props = { state: 'current' | 'previous' | 'ended' | 'unreadable'; endsAt: string | null };

/** Whether a webhook secret is valid, and until when. */
export function SecretState({ state, endsAt }: Props) {
  const left = Math.max(0, Date.parse(endsAt ?? '') - useNow());
  if (state === 'current')
    return (
      <Chip tone="ok" icon={CircleCheck}>
        Current
      </Chip>
    );
  if (state === 'previous')
    return (
      <Chip tone="risk" icon={Hourglass}>
        Previous, ends in {left < 60_000 ? 'under 1 min' : ageText(left)}
      </Chip>
    );
  if (state === 'unreadable')
    return (
      <Chip tone="late" icon={LockKeyhole}>
        Cannot be decrypted: AUTH_SECRET changed. Add it again
      </Chip>
    );
  return (
    <Chip tone="none" icon={CircleX}>
      Ended {endsAt && <RelativeTime at={endsAt} suffix=" ago" />}
    </Chip>
  );
}
