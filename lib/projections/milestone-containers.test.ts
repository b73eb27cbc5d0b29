import { describe, expect, it } from 'vitest';
import type { ClaimHistory } from './ledger.ts';
import { containersAbout, containersOnLegs } from './milestone-containers.ts';
import type { MilestoneGroup } from './milestone-group.ts';

/** A milestone with the containers of the events of each classifier. */
function group(
  part: Partial<Omit<MilestoneGroup, 'slots' | 'ofLeg'>>,
  named: Record<string, string[][]> = {},
): MilestoneGroup {
  const slots = Object.entries(named).map(([classifier, lists]): [string, ClaimHistory[]] => {
    return [`${classifier}#`, [lists.map((list, at) => [list, at, at])]];
  });
  return { code: 'DEPARTED', leg: '', container: '', instance: '', ...part, slots: new Map(slots), ofLeg: new Set() };
}

describe('the containers on a leg', () => {
  it('are all containers of its events, sorted', () => {
    const groups = [
      group({ leg: '1' }, { ACT: [['c3'], ['c1']], EST: [['c2', 'c1']] }),
      group({ leg: '1', code: 'ARRIVED' }, { PLN: [['c4']] }),
      group({ leg: '2' }, { ACT: [['c9']] }),
      group({ leg: '3' }),
      group({}, { ACT: [['c5']] }),
    ];
    expect([...containersOnLegs(groups)]).toEqual([
      ['1', ['c1', 'c2', 'c3', 'c4']],
      ['2', ['c9']],
    ]);
  });
});

describe('the containers that a milestone is about', () => {
  const carried = new Map([['1', ['c1', 'c2']]]);
  const number = 'CSQU3054383';

  it.each<[string, MilestoneGroup, readonly string[] | null]>([
    ['are its own', group({ leg: '1', container: 'c7' }, { ACT: [['c8']] }), ['c7']],
    ['are those of its events, sorted', group({ leg: '1' }, { ACT: [['c8', 'c3']] }), ['c3', 'c8']],
    ['are not those of its estimates', group({}, { EST: [['c8']] }), null],
    ['are those on its leg', group({ leg: '1' }), ['c1', 'c2']],
    ['are all of the shipment if none are stated on its leg', group({ leg: '2', instance: number }), null],
    ['are the one with its number', group({ instance: number }), [number]],
    ['are all of the shipment', group({ instance: 'x' }), null],
    ['are all of the shipment if none are stated', group({}, { ACT: [[]] }), null],
  ])('%s', (_what, milestone, expected) => {
    expect(containersAbout(milestone, 'ACT', carried)).toEqual(expected);
  });

  it('are none if the value is not a list', () => {
    const odd = group({});
    odd.slots.set('ACT#', [[['text', 0, 0]]]);
    expect(containersAbout(odd, 'ACT', new Map([['', ['c1']]]))).toBeNull();
  });
});
