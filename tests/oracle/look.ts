import { type Chaos, withAccent, withChaos } from '#lib/emulator/index.ts';
import type { Emulated } from '#tests/support/emulated-runtime.ts';
import { falsehoods } from './compare.ts';
import type { Viewer } from './viewer.ts';
import type { Witness } from './witness.ts';

/** Who looks at what: a tower, the screens, and the world that both show. */
export type Scene = {
  emulated: Emulated;
  viewer: Viewer;
  witness: Witness;
  seed: string;
  /** The share of values that are oddly written. */
  accent: number;
  chaos: Partial<Chaos>;
};

/** What was sent this shortly before somebody looks is not dropped: no reconciliation takes it for lost yet. */
const UNDERWAY = 6 * 60_000;

/** Lets the world go on to an instant, heals what was lost, and says what is shown wrongly then. */
export async function lookAt(
  { emulated, viewer, witness, seed, accent, chaos }: Scene,
  instant: Date,
): Promise<string[]> {
  const due = emulated.state.advanceTo(instant);
  const settled = new Date(instant.getTime() - UNDERWAY).toISOString();
  const early = due.filter(({ sentAt }) => sentAt < settled);
  const late = due.filter(({ sentAt }) => sentAt >= settled);
  const key = `${seed}/${instant.toISOString()}`;
  await emulated.receive([
    ...withChaos(withAccent(early, accent, key), chaos, key),
    ...withChaos(withAccent(late, accent, `${key}/late`), { ...chaos, drop: 0 }, `${key}/late`),
  ]);
  await emulated.reconcile('full');
  return falsehoods(viewer, emulated.state, witness);
}
