import type { Words } from '#lib/model/language.ts';
import type { DeliveryState } from '#lib/model/lateness.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import type { Tone } from '../ui/chip.tsx';

/**
 * A delivery against the required delivery date, by the days that it is late. Only what was delivered or is expected can be early: goods
 * whose expected day has passed have days left.
 */
export function latenessWords(
  days: number,
  state: DeliveryState,
  limit: number,
  { t }: Words = ENGLISH,
): { text: string; tone: Tone } {
  if (days >= limit && days > 0) return { text: t('{n} d late', { n: String(days) }), tone: 'late' };
  if (days > 0) return { text: t('{n} d behind', { n: String(days) }), tone: 'risk' };
  const n = String(-days);
  if (state === 'awaited') return { text: t(days === 0 ? 'due today' : 'due in {n} d', { n }), tone: 'risk' };
  if (days === 0) return { text: t(state === 'expected' ? 'On the day, expected' : 'On the day'), tone: 'ok' };
  return { text: t(state === 'expected' ? '{n} d early, expected' : '{n} d early', { n }), tone: 'ok' };
}
