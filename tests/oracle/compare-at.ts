import { type Chaos, withAccent, withChaos } from '#lib/emulator/index.ts';
import type { Emulated } from '#tests/support/emulated-runtime.ts';
import { differences } from './compare.ts';
import type { ScreenReader } from './screen-reader.ts';
import type { WorldObserver } from './world-observer.ts';

/** What is compared: the emulated runtime, its screens and its world. */
export type Comparison = {
  emulated: Emulated;
  reader: ScreenReader;
  observer: WorldObserver;
  seed: string;
  /** The share of values in unusual notation. */
  accent: number;
  chaos: Partial<Chaos>;
};

/** Webhooks sent this shortly before a comparison are not dropped: reconciliation does not count them as lost yet. */
const IN_TRANSIT_MS = 6 * 60_000;

/** Advances the world to an instant, reconciles, and returns the differences between screens and world. */
export async function compareAt(
  { emulated, reader, observer, seed, accent, chaos }: Comparison,
  instant: Date,
): Promise<string[]> {
  const due = emulated.state.advanceTo(instant);
  const settled = new Date(instant.getTime() - IN_TRANSIT_MS).toISOString();
  const early = due.filter(({ sentAt }) => sentAt < settled);
  const late = due.filter(({ sentAt }) => sentAt >= settled);
  const key = `${seed}/${instant.toISOString()}`;
  await emulated.receive([
    ...withChaos(withAccent(early, accent, key), chaos, key),
    ...withChaos(withAccent(late, accent, `${key}/late`), { ...chaos, drop: 0 }, `${key}/late`),
  ]);
  await emulated.reconcile('full');
  return differences(reader, emulated.state, observer);
}
