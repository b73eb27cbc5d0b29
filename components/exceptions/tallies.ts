import type { Words } from '#lib/model/language.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import type { Outcome } from './send-command.ts';

/** How many exceptions had an outcome for a reason. */
export type Tally = Pick<Outcome, 'outcome' | 'reason'> & { count: number };

/** How often each outcome was, by its reason. */
export function talliesOf(outcomes: readonly Omit<Tally, 'count'>[]): Tally[] {
  const found = new Map<string, Tally>();
  for (const { outcome, reason } of outcomes) {
    const key = `${outcome} ${reason}`;
    found.set(key, { outcome, reason, count: 1 + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()];
}

/** How many exceptions a command changed, or would change. */
export function appliedIn(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { outcome, count }) => sum + (outcome === 'applied' ? count : 0), 0);
}

/** `12 changed, 2 unchanged (It is open), 1 refused (It is resolved)`. `changes`: the message about those that were, or would be, changed. */
export function outcomeText(
  tallies: readonly Tally[],
  changes: '{n} changed' | '{n} will change',
  { t, list }: Words = ENGLISH,
): string {
  const texts = { applied: changes, unchanged: '{n} unchanged', refused: '{n} refused' };
  const parts = (['applied', 'unchanged', 'refused'] as const).flatMap((kind) => {
    const some = tallies.filter(({ outcome }) => outcome === kind);
    if (some.length === 0) return [];
    const reasons = [...new Set(some.flatMap(({ reason }) => (reason ? t(reason) : [])))].join('; ');
    const n = some.reduce((sum, one) => sum + one.count, 0);
    const outcome = t(texts[kind], { n });
    return [reasons === '' ? outcome : t('{outcome} ({reasons})', { outcome, reasons })];
  });
  return list(parts);
}
