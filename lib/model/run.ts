/** What a run reads: all objects for the first time, those that changed since the last run, or all again. */
export const RUN_SCOPES = ['initial', 'incremental', 'full'] as const;
export type RunScope = (typeof RUN_SCOPES)[number];

/** Where a run is: in the event log, in the list of a kind, or looking for deleted objects. `cursor` is null on a first page. */
export type RunStep = {
  phase: 'event_log' | 'list' | 'deletions';
  kind: string | null;
  cursor: string | null;
  /** Set where the list of a kind was begun anew because the provider did not take a cursor. */
  anew?: true;
  /** How often the run stopped here. */
  stops?: number;
};

/** What a provider would not show: a kind of thing, or the event log where `kind` is null. */
export type Refusal = { phase: RunStep['phase']; kind: string | null; reason: string };
