import { describe, expect, it } from 'vitest';
import { deliveryState } from '#lib/model/lateness.ts';
import { parseMoment } from '#lib/model/time.ts';
import { latenessWords } from './lateness-words.ts';

const NOW = Date.parse('2026-11-28T18:00:00Z');
const at = (text: string) => parseMoment(text);
const wordsOf = (days: number, delivered: string | null, expected: string | null) => {
  const awaited = {
    delivered: delivered && at(delivered),
    expected: expected && at(expected),
    timeZone: 'America/Chicago',
  };
  return latenessWords(days, deliveryState(awaited as never, NOW), 1);
};

describe('goods with the required delivery date tomorrow', () => {
  it('that wait at the terminal since their ETA are not early: they are due', () => {
    expect(wordsOf(-1, null, '2026-11-20T08:00:00-06:00')).toEqual({ text: 'due in 1 d', tone: 'risk' });
    expect(wordsOf(0, null, '2026-11-20')).toEqual({ text: 'due today', tone: 'risk' });
  });

  it('that are expected today are early, as far as is known', () => {
    expect(wordsOf(-1, null, '2026-11-28')).toEqual({ text: '1 d early, expected', tone: 'ok' });
  });

  it('that were delivered are early', () => {
    expect(wordsOf(-1, '2026-11-28', '2026-11-20')).toEqual({ text: '1 d early', tone: 'ok' });
    expect(wordsOf(0, '2026-11-29', null)).toEqual({ text: 'On the day', tone: 'ok' });
  });

  it('are late whatever is expected', () => {
    expect(wordsOf(2, null, '2026-12-01')).toEqual({ text: '2 d late', tone: 'late' });
  });
});
