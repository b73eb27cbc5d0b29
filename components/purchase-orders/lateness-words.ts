import type { DeliveryState } from '#lib/model/lateness.ts';
import type { Tone } from '../ui/chip.tsx';

/**
 * A delivery against the required delivery date, by the days that it is late. Only what was delivered or is expected can be early: goods
 * whose expected day has passed have days left.
 */
export function latenessWords(days: number, state: DeliveryState, limit: number): { text: string; tone: Tone } {
  if (days > 0) {
    return days >= limit ? { text: `${days} d late`, tone: 'late' } : { text: `${days} d behind`, tone: 'risk' };
  }
  if (state === 'awaited') return { text: days === 0 ? 'due today' : `due in ${-days} d`, tone: 'risk' };
  const text = days === 0 ? 'On the day' : `${-days} d early`;
  return { text: state === 'expected' ? `${text}, expected` : text, tone: 'ok' };
}
