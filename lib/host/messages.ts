import type { ProcessVitals, Vitals } from '#lib/vitals.ts';

/** Messages of a child process to its parent. */
export type FromChild =
  | { type: 'ready'; variables?: Record<string, string> }
  /** It could not start. `final`: the configuration is invalid, so another attempt would fail too. */
  | { type: 'failed'; problems: readonly string[]; final: boolean }
  | { type: 'vitals'; vitals: OwnVitals }
  | { type: 'reconcile' };

/** Messages of the parent to a child. `play` makes the demo's world send webhooks to an address. */
export type ToChild =
  | { type: 'stop' }
  | { type: 'vitals'; vitals: Vitals }
  | { type: 'reconcile' }
  | { type: 'play'; url: string };

/** The vitals that a process measures itself. */
export type OwnVitals = Omit<ProcessVitals, 'role' | 'restarts'>;
