'use client';
import { CircleCheck, CircleX, Hourglass, LockKeyhole } from 'lucide-react';
import { useWords } from '#words';
import { useNow } from '../time/clock.tsx';
import { ageText, MINUTE_MS } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { rich } from '../words/rich.tsx';

type Props = { state: 'current' | 'previous' | 'ended' | 'unreadable'; endsAt: string | null };

/** Whether a webhook secret is valid, and until when. */
export function SecretState({ state, endsAt }: Props) {
  const words = useWords();
  const { t } = words;
  const left = Math.max(0, Date.parse(endsAt ?? '') - useNow());
  if (state === 'current')
    return (
      <Chip tone="ok" icon={CircleCheck}>
        {t('Current')}
      </Chip>
    );
  if (state === 'previous')
    return (
      <Chip tone="risk" icon={Hourglass}>
        {t('Previous, ends in {time}', { time: left < MINUTE_MS ? t('under 1 min') : ageText(left, words) })}
      </Chip>
    );
  if (state === 'unreadable')
    return (
      <Chip tone="late" icon={LockKeyhole}>
        {t('Cannot be decrypted: AUTH_SECRET changed. Add it again')}
      </Chip>
    );
  return (
    <Chip tone="none" icon={CircleX}>
      {endsAt ? rich(words, 'Ended {time}', { time: <RelativeTime at={endsAt} suffix=" ago" /> }) : t('Ended')}
    </Chip>
  );
}
