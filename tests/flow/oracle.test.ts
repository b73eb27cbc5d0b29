import { afterAll, describe, expect, it } from 'vitest';
import { createWorld, State } from '#lib/emulator/index.ts';
import { lookAt } from '#tests/oracle/look.ts';
import { openViewer } from '#tests/oracle/viewer.ts';
import { Witness } from '#tests/oracle/witness.ts';
import { startEmulated } from '#tests/support/emulated.ts';

const HOUR = 3_600_000;
const start = new Date('2025-01-01T00:00:00Z');
/** Days of the world at which somebody looks: soon, in the thick of it, and when nearly all is over. */
const LOOKS = [5, 19, 33, 47, 61, 90];

describe.each(['calm', 'one', 'two'])(
  'a world whose webhooks are lost, repeated, shuffled and oddly written, seed %s',
  async (seed) => {
    const world = createWorld({ seed: `oracle/${seed}`, start, shipments: 120, shipmentIntervalMs: 8 * HOUR });
    const accent = seed === 'calm' ? 0 : 0.3;
    const chaos = seed === 'calm' ? {} : { duplicates: 0.1, reorder: 0.3, delay: 0.05, drop: 0.1 };
    const emulated = await startEmulated(new State([world]), {
      faults: { flexport: { accent }, mvmnt: { accent } },
    });
    const viewer = await openViewer(emulated.databaseUrl);
    afterAll(() => viewer.close());
    const scene = { emulated, viewer, witness: new Witness(world), seed, accent, chaos };

    it.each(LOOKS)('is shown as it is after %i days, once the next reconciliation has healed it', async (days) => {
      expect(await lookAt(scene, new Date(start.getTime() + days * 24 * HOUR))).toEqual([]);
    });
  },
);
