/** What a run reads: all objects for the first time, those that changed since the last run, or all again. */
export const RUN_SCOPES = ['initial', 'incremental', 'full'] as const;
export type RunScope = (typeof RUN_SCOPES)[number];

/** Where a run is: in the event log, in the list of a kind, or looking for deleted objects. `cursor` is null on a first page. */
export type RunStep = {
  phase: 'event_log' | 'list' | 'deletions';
  kind: string | null;
  cursor: string | null;
  /** Set if the list of a kind was started again because the provider did not accept a cursor. */
  anew?: true;
  /** How often the run failed at this step. */
  stops?: number;
};

/** A list that the provider rejected; the event log if `kind` is null. */
export type Refusal = { phase: RunStep['phase']; kind: string | null; reason: string };
