'use client';
import { Clock } from 'lucide-react';
import { endOfDay } from '#lib/model/lateness.ts';
import { useNow } from '../time/clock.tsx';
import { spanText } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';

const DAY = 86_400_000;

/** The countdown to the end of a last free day (YYYY-MM-DD) at the terminal; in UTC if the time zone of the terminal is unknown. */
export function LastFreeDay({ day, timeZone }: { day: string; timeZone: string | null | undefined }) {
  const left = endOfDay(day, timeZone ?? 'UTC') - useNow();
  if (Number.isNaN(left)) return null;
  const tone = left < 0 ? 'late' : left < 2 * DAY ? 'risk' : 'none';
  return (
    <Chip tone={tone} icon={Clock}>
      {left < 0 ? `${spanText(left)} past LFD` : spanText(left)}
    </Chip>
  );
}
