/** What a run asks for: the first picture of all, what changed since the last run, or all again. */
export const RUN_SCOPES = ['first', 'changes', 'everything'] as const;
export type RunScope = (typeof RUN_SCOPES)[number];

/** Where a run is: in the ledger of events, in the list of a kind, or looking for what disappeared. `cursor` is null on a first page. */
export type RunStep = { phase: 'ledger' | 'list' | 'gone'; kind: string | null; cursor: string | null };
