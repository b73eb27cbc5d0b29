import { describe, expect, it } from 'vitest';
import { withSourceTitle } from '#app/(dashboard)/deliveries/replays/with-source-title.ts';
import type { ReplayListItem } from '#db/queries/replays.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { filterText, REPLAY_SHEET } from './replays.ts';

describe('the filter of a replay', () => {
  it.each([
    [{ since: '2026-03-12T14:30:00+08:00' }, 'From 2026-03-12 06:30 UTC'],
    [{ status: 'dead_letter', until: '2026-03-12T06:30:00.5Z' }, 'Status failed, To 2026-03-12 06:30 UTC'],
    [{ since: '2026-03-12', until: '2026-03-13' }, 'From 2026-03-12, To 2026-03-13'],
    [{}, 'All webhooks'],
  ])('%o is %s', (filter, text) => {
    expect(filterText({ filter })).toBe(text);
  });

  it('has the title of a source, and the name of one that is not connected any more', () => {
    const text = (provider: string) => filterText(withSourceTitle({ filter: { provider } }));
    expect([text('flexport'), text('former')]).toEqual(['Source Flexport', 'Source former']);
  });
});

describe('the result of a replay', () => {
  const replay = (selected: number, states: ReplayListItem['states']): ReplayListItem => ({
    ...{ id: '0', actor: 'ops@example.com', filter: {}, startedAt: '2026-03-12T06:30:00Z' },
    ...{ selected, states },
  });
  const result = (row: ReplayListItem) => REPLAY_SHEET.result.read(row, ENGLISH);

  it('has every count, and how many were not replayed', () => {
    const states = [
      { state: 'processed', count: 4 },
      { state: 'dead_letter', count: 1 },
    ];
    expect(result(replay(5, states))).toEqual(['4 processed, 1 failed']);
    expect(result(replay(8, states))).toEqual(['4 processed, 1 failed, 3 not replayed']);
    expect(result(replay(2, []))).toEqual(['2 not replayed']);
  });

  it('is left out where nobody counted', () => {
    expect(result(replay(5_000, null))).toEqual([null]);
  });
});
