import { describe, expect, it } from 'vitest';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { permutations } from '#tests/support/permutations.ts';
import { orderVersions, type Version } from './versions.ts';

const at = (hour: number, order: string): Version => ({
  event: reportedEvent(`2026-03-12T${String(hour).padStart(2, '0')}:00:00.000Z`),
  order,
});

/** Id and successor of each version, in order. */
const order = (versions: readonly Version[]) =>
  orderVersions(versions).map(({ id, supersededBy }) => [id, supersededBy ?? null]);

describe('the versions of an event', () => {
  const [first, second, third] = [at(1, 'c'), at(2, 'b'), at(3, 'a')];

  it('are ordered by report time, and the last replaces the others', () => {
    const expected = [
      [first.event.id, third.event.id],
      [second.event.id, third.event.id],
      [third.event.id, null],
    ];
    for (const versions of permutations([first, second, third])) expect(order(versions)).toEqual(expected);
  });

  it('with the same report time are ordered by digest', () => {
    const [one, other] = [at(5, 'aa'), at(5, 'bb')];
    const expected = [
      [one.event.id, other.event.id],
      [other.event.id, null],
    ];
    expect(order([one, other])).toEqual(expected);
    expect(order([other, one])).toEqual(expected);
  });

  it('with a report time in the future count as reported when learned', () => {
    const ahead: Version = { event: { ...at(5, 'a').event, reportedAt: '2026-03-12T20:00:00.000Z' }, order: 'a' };
    const later = at(6, 'b');
    expect(order([later, ahead])).toEqual([
      [ahead.event.id, later.event.id],
      [later.event.id, null],
    ]);
  });

  it('are a single event if there is only one', () => {
    expect(order([first])).toEqual([[first.event.id, null]]);
    expect(orderVersions([])).toEqual([]);
  });
});
