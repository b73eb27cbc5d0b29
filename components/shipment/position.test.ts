import { expect, it } from 'vitest';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { Place } from '#lib/model/place.ts';
import { positionOf } from './position.ts';
import type { Route } from './route-model.ts';

const place = (name: string): Place => ({ name, country: null, unlocode: null, timeZone: null });

const claim = (code: TimelineEntry['code'], more: Partial<TimelineEntry> = {}) =>
  ({ code, classifier: 'ACT', standing: 'current', flag: null, place: null, ...more }) as TimelineEntry;

/** From Shanghai to Los Angeles by sea, then to Chicago by rail. */
const route = (...states: ('done' | 'moving' | 'ahead')[]): Route =>
  ['Shanghai', 'Los Angeles', 'Chicago'].map((name, at) => ({
    stop: { place: place(name), arrival: null, departure: null },
    onward:
      at < 2 ? { key: name, mode: null, by: 'EVER ALOT', carrier: null, state: states[at] ?? 'ahead', legs: 1 } : null,
  }));

it('at sea, cargo is on its way to the next stop', () => {
  const entries = [claim('LOADED'), claim('DEPARTED'), claim('ARRIVED', { classifier: 'EST' })];
  expect(positionOf(entries, route('moving', 'ahead'))).toMatchObject({
    last: { code: 'DEPARTED' },
    towards: { place: { name: 'Los Angeles' }, by: 'EVER ALOT' },
  });
});

it('between two legs, cargo is where its last milestone happened', () => {
  const entries = [claim('DEPARTED'), claim('ARRIVED'), claim('DISCHARGED')];
  expect(positionOf(entries, route('done', 'ahead'))).toMatchObject({ last: { code: 'DISCHARGED' }, towards: null });
});

it('a delivery ends every leg, whether or not its arrival was reported', () => {
  expect(positionOf([claim('DEPARTED'), claim('DELIVERED')], route('done', 'moving')).towards).toBeNull();
});

it('estimates, retracted and implausible claims, and milestones that move nothing, say nothing about it', () => {
  const entries = [
    claim('LOADED'),
    claim('DEPARTED', { standing: 'retracted' }),
    claim('ARRIVED', { flag: 'implausible' }),
    claim('CUSTOMS_RELEASED'),
  ];
  expect(positionOf(entries, []).last?.code).toBe('LOADED');
  expect(positionOf([claim('DEPARTED', { classifier: 'EST' })], []).last).toBeNull();
});
