import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import type { Place } from '#lib/model/place.ts';
import type { LegFields } from '#lib/model/shipment.ts';
import { routeLeg } from '#tests/support/claims.ts';
import { permutations } from '#tests/support/permutations.ts';
import { at, happened, leg, shown } from '#tests/support/shipment-rows.ts';
import { inRouteOrder } from './route.ts';

const [A, B, C, D, E] = ['Aden', 'Batumi', 'Colon', 'Durban', 'Ennore'].map((name) => at(name)) as [
  Place,
  Place,
  Place,
  Place,
  Place,
];

type Ends = readonly [id: string, from?: Place | undefined, to?: Place | undefined, sequence?: number];
const legOf = ([id, origin, destination, sequence]: Ends) =>
  routeLeg(id, {
    ...(origin && { origin }),
    ...(destination && { destination }),
    ...(sequence !== undefined && { sequence }),
  } as LegFields);

/** The ids in the order of travel, which must not depend on the order of the list. */
function order(ends: readonly Ends[], starts: Readonly<Record<string, string>> = {}): string {
  const orders = [...permutations(ends.map(legOf))].map((legs) =>
    inRouteOrder(legs, ({ externalId }) => starts[externalId])
      .map(({ externalId }) => externalId)
      .join(' '),
  );
  expect(new Set(orders).size).toBe(1);
  return orders[0] ?? '';
}

describe('legs in the order of travel', () => {
  it('follow each other from place to place, whatever their ids and dates', () => {
    expect(
      order(
        [
          ['1', C, D],
          ['2', A, B],
          ['3', B, C],
        ],
        { 1: '2026-01-01', 2: '2026-01-09' },
      ),
    ).toBe('2 3 1');
  });

  it('that branch stay together: each follows its predecessor', () => {
    expect(
      order(
        [
          ['1', A, B],
          ['2', B, C],
          ['3', C, D],
          ['4', B, E],
        ],
        { 4: '2026-01-05', 2: '2026-01-06' },
      ),
    ).toBe('1 4 2 3');
    expect(
      order(
        [
          ['1', A, B],
          ['2', B, C],
          ['3', C, D],
          ['4', B, E],
        ],
        { 2: '2026-01-05', 4: '2026-01-06' },
      ),
    ).toBe('1 2 3 4');
  });

  it('that meet all precede the legs that continue from there', () => {
    expect(
      order([
        ['1', C, D],
        ['2', A, C],
        ['3', B, C],
      ]),
    ).toBe('2 3 1');
    expect(
      order(
        [
          ['1', C, D],
          ['2', A, C],
          ['3', B, C],
        ],
        { 2: '2026-01-05', 3: '2026-01-04' },
      ),
    ).toBe('3 2 1');
  });

  it('are ordered by their stated sequence if places do not determine the order', () => {
    expect(
      order([
        ['1', A, B, 3],
        ['2', C, D, 1],
        ['3', undefined, undefined, 2],
      ]),
    ).toBe('2 3 1');
    expect(
      order(
        [
          ['1', A, B],
          ['2', C, D, 7],
        ],
        { 1: '2026-01-01' },
      ),
    ).toBe('2 1');
  });

  it('are ordered by start time, those without one last', () => {
    expect(
      order(
        [
          ['1', A, B],
          ['2', C, D],
          ['3', D, E],
        ],
        { 1: '2026-02-01', 2: '2026-01-01' },
      ),
    ).toBe('2 3 1');
    expect(
      order(
        [
          ['1', A, B],
          ['2', C, D],
        ],
        { 2: '2026-01-01' },
      ),
    ).toBe('2 1');
  });

  it('are ordered by ids, which ascend', () => {
    expect(
      order([
        ['10', A, B],
        ['9', C, D],
      ]),
    ).toBe('9 10');
    expect(
      order([
        ['b', A, B],
        ['a', C, D],
      ]),
    ).toBe('a b');
  });

  it('that form a circle are cut by the stated order or time', () => {
    expect(
      order(
        [
          ['1', A, B],
          ['2', B, A],
        ],
        { 1: '2026-01-05', 2: '2026-01-01' },
      ),
    ).toBe('2 1');
    expect(
      order(
        [
          ['1', A, B],
          ['2', B, C],
          ['3', C, A],
        ],
        { 2: '2026-01-01' },
      ),
    ).toBe('2 3 1');
  });

  it('start with the haul within the origin', () => {
    expect(
      order(
        [
          ['1', A, B],
          ['9', A, A],
        ],
        { 1: '2026-01-01', 9: '2026-01-09' },
      ),
    ).toBe('9 1');
  });

  it('have a haul within an intermediate place after the leg that leads there', () => {
    expect(
      order(
        [
          ['1', B, B],
          ['2', A, B],
          ['3', B, C],
        ],
        { 1: '2026-01-01', 3: '2026-01-02', 2: '2026-01-03' },
      ),
    ).toBe('2 1 3');
  });

  it('have two hauls within the origin before the leg that leaves it', () => {
    expect(
      order(
        [
          ['1', A, B],
          ['8', A, A],
          ['9', A, A],
        ],
        { 1: '2026-01-01' },
      ),
    ).toBe('8 9 1');
  });

  it('treat two names of a place as one', () => {
    expect(
      order([
        ['1', at('Shanghai', { unlocode: 'CNSHA' }), C],
        ['2', A, at('Shanghai, China', { unlocode: 'CNSHA' })],
      ]),
    ).toBe('2 1');
    expect(
      order([
        ['1', at('Port of Batumi'), C],
        ['2', A, B],
      ]),
    ).toBe('2 1');
  });

  it('may be a single leg', () => {
    expect(order([['1']])).toBe('1');
    expect(inRouteOrder([], () => undefined)).toEqual([]);
  });
});

describe('the main carriage', () => {
  /** The ids of the main legs among legs with these modes. */
  const main = (...modes: (LegFields['mode'] | undefined)[]) => {
    const legs = modes.map(
      (mode, id): Change => ({ kind: 'leg', shipment: 'S', leg: String(id), fields: mode ? { mode } : {} }),
    );
    return shown(legs).row.mode;
  };

  it('is by sea or air, else by rail or barge, else by road', () => {
    expect(main('truck', 'rail', 'ocean')).toBe('ocean');
    expect(main('truck', 'rail', 'air')).toBe('air');
    expect(main('truck', 'rail')).toBe('rail');
    expect(main('truck', 'barge')).toBe('barge');
    expect(main('truck', 'intermodal')).toBe('intermodal');
    expect(main('truck')).toBe('truck');
    expect(main('other')).toBe('other');
  });

  it('is every leg if no mode is stated', () => {
    const bare = leg('1', undefined as never, [A, B]).map(
      (change) => ({ ...change, fields: { origin: A, destination: B } }) as Change,
    );
    expect(shown(bare).row.portOfDischarge).toMatchObject({ name: 'Batumi' });
    expect(shown([] as Change[], bare).row.portOfLoading).toMatchObject({ name: 'Aden' });
  });

  it('gives the shipment its ports, and the whole route its ends', () => {
    const route = [
      ...leg('1', 'truck', [A, B]),
      ...leg('2', 'ocean', [B, C]),
      ...leg('3', 'ocean', [C, D]),
      ...leg('4', 'truck', [D, E]),
    ];
    expect(shown(route).row).toMatchObject({
      origin: { name: 'Aden' },
      portOfLoading: { name: 'Batumi' },
      portOfDischarge: { name: 'Durban' },
      destination: { name: 'Ennore' },
    });
  });
});

describe('legs whose places do not determine the order', () => {
  const facts = (id: string, ends: readonly [Place, Place], ...changes: Change[]) => [
    ...leg(id, 'truck', ends),
    ...changes,
  ];
  const left = (id: string, text: string) => happened('DEPARTED', text, { leg: id });
  const there = (id: string, text: string) => happened('ARRIVED', text, { leg: id });

  it('start at their departure, else at their earliest known time', () => {
    const legs = [
      ...facts('1', [A, B], there('1', '2026-01-02'), left('1', '2026-02-01')),
      ...facts('2', [C, D], left('2', '2026-01-10')),
      ...facts('3', [E, at('Faro')], there('3', '2026-01-20'), happened('LOADED', '2026-01-05', { leg: '3' })),
      ...facts('4', [at('Gdynia'), at('Hull')]),
    ];
    expect(shown(legs).legs).toEqual(['3', '2', '1', '4']);
    expect(shown([...legs].reverse()).legs).toEqual(['3', '2', '1', '4']);
  });

  it('start at the earliest of a plan, an estimate and a fact', () => {
    const plan = (id: string, text: string) => happened('DEPARTED', text, { leg: id, classifier: 'PLN' });
    const legs = [
      ...facts('1', [A, B], left('1', '2026-01-10')),
      ...facts('2', [C, D], left('2', '2026-01-12'), plan('2', '2026-01-05')),
    ];
    expect(shown(legs).legs).toEqual(['2', '1']);
  });

  it('start by current, plausible times', () => {
    const two = [...facts('1', [A, B], left('1', '2026-01-10')), ...facts('2', [C, D], left('2', '2026-01-05'))];
    expect(shown(two).legs).toEqual(['2', '1']);
    expect(shown(two, [left('2', '2026-01-12')]).legs).toEqual(['1', '2']);
    expect(shown([...two.slice(0, 2), ...facts('2', [C, D], left('2', '1985-01-05'))]).legs).toEqual(['1', '2']);
  });

  it('start and end in the time zones of their ports', () => {
    const route = leg('1', 'ocean', [at('Shanghai', { unlocode: 'CNSHA' }), at('Los Angeles', { unlocode: 'USLAX' })]);
    expect(shown(route).row).toMatchObject({
      portOfLoading: { timeZone: 'Asia/Shanghai' },
      portOfDischarge: { timeZone: 'America/Los_Angeles' },
    });
  });
});

describe('the variance of an arrival', () => {
  const estimate = (text: string) => happened('ARRIVED', text, { leg: '1', classifier: 'EST' });
  const to = (destination: Place) => leg('1', 'ocean', [A, destination]);
  const baseline = (...events: Change[][]) => shown(...events).row.etaBaseline?.text ?? null;

  it('starts with the first estimate for the current end of the main carriage', () => {
    expect(
      baseline(
        [...to(C), estimate('2026-03-05')],
        [...to(D), estimate('2026-03-20')],
        [...to(D), estimate('2026-03-22')],
      ),
    ).toBe('2026-03-20');
    expect(baseline([...to(C), estimate('2026-03-05')], [estimate('2026-03-07')])).toBe('2026-03-05');
  });

  it('does not restart if the same end is only described better', () => {
    const better = at('Colon', { country: 'PA' });
    expect(baseline([...to(C), estimate('2026-03-05')], [...to(better), estimate('2026-03-07')])).toBe('2026-03-05');
  });

  it('starts with the current end also if another was stated meanwhile', () => {
    const events = [[...to(C), estimate('2026-03-05')], [...to(D), estimate('2026-03-20')], to(E), to(D)];
    expect(baseline(...events)).toBe('2026-03-20');
  });

  it('starts when the current end was stated first, although others were stated since', () => {
    expect(
      baseline(
        [...to(C), estimate('2026-03-05')],
        [...to(D), estimate('2026-03-20')],
        [...to(C), estimate('2026-03-06')],
      ),
    ).toBe('2026-03-05');
  });
});

it('a route has 500 legs at most, the first by their sequence; milestones on other legs count as without a leg', () => {
  const many = Array.from({ length: 600 }, (_, number): Change => {
    const fields = { mode: 'truck', origin: A, destination: B, sequence: 600 - number } as const;
    return { kind: 'leg', shipment: 'S', leg: String(number), fields };
  });
  const { legs, status } = shown([...many, happened('DEPARTED', '2026-01-05', { leg: '599' })]);
  expect(legs).toHaveLength(500);
  expect(legs[0]).toBe('599');
  expect(legs).not.toContain('99');
  expect(status).toBe('in_transit');
});
