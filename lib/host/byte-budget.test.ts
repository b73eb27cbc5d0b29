import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteLease, byteBudget } from './byte-budget.ts';

describe('the budget for the bytes of all bodies', () => {
  it('evicts the body that has been arriving for the longest time', () => {
    const budget = byteBudget(100);
    const gone: string[] = [];
    const slow = budget.lease(() => gone.push('slow'));
    slow.add(60);
    const quick = budget.lease(() => gone.push('quick'));
    expect(quick.add(50)).toBe(true);
    expect(gone).toEqual(['slow']);
    expect(slow.add(1)).toBe(false);
  });

  it('never evicts a complete body that is being stored', () => {
    const budget = byteBudget(100);
    const stored = budget.lease(() => expect.unreachable());
    stored.add(80);
    stored.hold();
    expect(budget.lease(() => {}).add(30)).toBe(false);
    stored.release();
    expect(budget.lease(() => {}).add(100)).toBe(true);
  });

  it('is never exceeded, and is free again at the end', () => {
    const step = fc.record({ at: fc.nat(9), bytes: fc.nat(60), what: fc.constantFrom('add', 'hold', 'release') });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const budget = byteBudget(100);
        const leases: (ByteLease | undefined)[] = [];
        for (const { at, bytes, what } of steps) {
          const lease = leases[at] ?? budget.lease(() => {});
          leases[at] = lease;
          if (what === 'add') lease.add(bytes);
          else if (what === 'hold') lease.hold();
          else {
            lease.release();
            leases[at] = undefined;
          }
          expect(budget.used()).toBeLessThanOrEqual(100);
        }
        for (const lease of leases) lease?.release();
        expect(budget.used()).toBe(0);
      }),
    );
  });
});
