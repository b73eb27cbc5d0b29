import type { RunScope, RunStep } from '#lib/model/run.ts';
import type { Api } from '#lib/providers/api.ts';

/** The kinds that a run goes through: of changes, only those that can be asked for them. */
function kindsOf(api: Api, scope: RunScope): string[] {
  return api.kinds.filter(({ changes }) => changes || scope !== 'changes').map(({ kind }) => kind);
}

/** Where a run begins. A first picture needs no ledger: there is nothing that could have been missed. */
export function firstStep(api: Api, scope: RunScope): RunStep | null {
  if (api.ledger && scope !== 'first') return { phase: 'ledger', kind: null, cursor: null };
  return startOf('list', kindsOf(api, scope)[0]);
}

/** Where it goes on, given the cursor of the next page; null when all is read. */
export function nextStep(api: Api, scope: RunScope, { phase, kind }: RunStep, cursor: string | null): RunStep | null {
  if (cursor !== null) return { phase, kind, cursor };
  const kinds = kindsOf(api, scope);
  if (phase === 'ledger') return startOf('list', kinds[0]);
  const next = startOf(phase, kinds[kinds.indexOf(kind ?? '') + 1]);
  if (next || phase === 'gone' || scope === 'changes') return next;
  return startOf('gone', kinds[0]);
}

function startOf(phase: RunStep['phase'], kind: string | undefined): RunStep | null {
  return kind === undefined ? null : { phase, kind, cursor: null };
}
