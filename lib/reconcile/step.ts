import type { RunScope, RunStep } from '#lib/model/run.ts';
import type { Api, ApiKind } from '#lib/providers/api.ts';

/** The kinds whose lists a run reads: of changes, only those that can be asked for them. */
function listed({ kinds }: Api, scope: RunScope): readonly ApiKind[] {
  return scope === 'changes' ? kinds.filter(({ changes }) => changes !== 'none') : kinds;
}

/** The kinds of which it says something that a list did not hold what it should: that it is gone, or settled. */
function complete({ kinds }: Api, scope: RunScope): readonly ApiKind[] {
  return scope === 'changes' ? kinds.filter(({ changes }) => changes === 'open') : kinds;
}

/** Where a run begins. */
export function firstStep(api: Api, scope: RunScope): RunStep | null {
  if (api.ledger) return { phase: 'ledger', kind: null, cursor: null };
  return startOf('list', listed(api, scope)[0]);
}

/** Where it goes on, given the cursor of the next page; null when all is read. */
export function nextStep(api: Api, scope: RunScope, { phase, kind }: RunStep, cursor: string | null): RunStep | null {
  if (cursor !== null) return { phase, kind, cursor };
  if (phase === 'ledger') return startOf('list', listed(api, scope)[0]);
  const kinds = phase === 'list' ? listed(api, scope) : complete(api, scope);
  const next = startOf(phase, kinds[kinds.findIndex((one) => one.kind === kind) + 1]);
  return next ?? (phase === 'list' ? startOf('gone', complete(api, scope)[0]) : null);
}

function startOf(phase: RunStep['phase'], kind: ApiKind | undefined): RunStep | null {
  return kind === undefined ? null : { phase, kind: kind.kind, cursor: null };
}
