import { afterAll, describe, expect, it } from 'vitest';
import { createWorld, State } from '#lib/emulator/index.ts';
import { compareAt } from '#tests/oracle/compare-at.ts';
import { openScreenReader } from '#tests/oracle/screen-reader.ts';
import { WorldObserver } from '#tests/oracle/world-observer.ts';
import { startEmulated } from '#tests/support/emulated.ts';
import { repetitions, spread } from '#tests/support/repetitions.ts';

const HOUR = 3_600_000;
const start = new Date('2025-01-01T00:00:00Z');
/** The days after which screens and world are compared: early, in the middle, and when nearly all shipments are completed. */
const COMPARED_AFTER_DAYS = [5, 19, 33, 47, 61, 90];

describe.each(spread(['calm', 'one', 'two'], 2).slice())(
  'a world with lost, repeated, reordered webhooks and notation variants, seed %s',
  async (seed) => {
    const world = createWorld({
      seed: `oracle/${seed}`,
      start,
      shipments: repetitions(120, 40),
      shipmentIntervalMs: 8 * HOUR,
    });
    const accent = seed === 'calm' ? 0 : 0.3;
    const chaos = seed === 'calm' ? {} : { duplicates: 0.1, reorder: 0.3, delay: 0.05, drop: 0.1 };
    const emulated = await startEmulated(new State([world]), {
      faults: { flexport: { accent }, mvmnt: { accent } },
    });
    const reader = await openScreenReader(emulated.databaseUrl);
    afterAll(() => reader.close());
    const comparison = { emulated, reader, observer: new WorldObserver(world), seed, accent, chaos };

    it.each(COMPARED_AFTER_DAYS)('is shown without differences after %i days and a reconciliation', async (days) => {
      expect(await compareAt(comparison, new Date(start.getTime() + days * 24 * HOUR))).toEqual([]);
    });
  },
);
