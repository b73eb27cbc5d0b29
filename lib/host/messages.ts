import type { ProcessVitals, Vitals } from '#lib/vitals.ts';

/** What a child process tells its parent. */
export type FromChild =
  | { type: 'ready'; variables?: Record<string, string> }
  /** It could not start. `final`: the configuration is wrong, so that another attempt would end the same way. */
  | { type: 'failed'; problems: readonly string[]; final: boolean }
  | { type: 'vitals'; vitals: OwnVitals }
  | { type: 'reconcile' };

/** What the parent tells a child. `play` makes the demo's world deliver to an address. */
export type ToChild =
  | { type: 'stop' }
  | { type: 'vitals'; vitals: Vitals }
  | { type: 'reconcile' }
  | { type: 'play'; url: string };

/** What a process can know of itself. */
export type OwnVitals = Omit<ProcessVitals, 'role' | 'restarts'>;
