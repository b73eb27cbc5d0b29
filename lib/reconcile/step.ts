import type { Refusal, RunScope, RunStep } from '#lib/model/run.ts';
import type { Api, ApiKind } from '#lib/providers/api.ts';

/** The kinds whose lists a run reads: of changes, only those that can be asked for them. */
function listed({ kinds }: Api, scope: RunScope): readonly ApiKind[] {
  return scope === 'incremental' ? kinds.filter(({ changes }) => changes !== 'none') : kinds;
}

/** The kinds of which it says something that a list did not hold what it should: that it is gone, or settled. */
function complete({ kinds }: Api, scope: RunScope): readonly ApiKind[] {
  return scope === 'incremental' ? kinds.filter(({ changes }) => changes === 'open') : kinds;
}

/** Where a run begins. */
export function firstStep(api: Api, scope: RunScope): RunStep | null {
  if (api.eventLog) return { phase: 'event_log', kind: null, cursor: null };
  return startOf('list', listed(api, scope)[0]);
}

/** What decides where a run goes on: its scope, and what the provider would not show. */
type Course = { scope: RunScope; refused: readonly Refusal[] };

/** Where it goes on, given the cursor of the next page; null when all is read. */
export function nextStep(api: Api, { scope, refused }: Course, step: RunStep, cursor: string | null): RunStep | null {
  const { phase, kind, anew } = step;
  if (cursor !== null) return { phase, kind, cursor, ...(anew && { anew }) };
  if (phase === 'event_log') return startOf('list', listed(api, scope)[0]);
  const whole = complete(api, scope).filter((one) => !refused.some((other) => other.kind === one.kind));
  const all = phase === 'list' ? listed(api, scope) : complete(api, scope);
  const later = all.slice(all.findIndex((one) => one.kind === kind) + 1);
  const next = startOf(phase, phase === 'list' ? later[0] : later.find((one) => whole.includes(one)));
  return next ?? (phase === 'list' ? startOf('deletions', whole[0]) : null);
}

function startOf(phase: RunStep['phase'], kind: ApiKind | undefined): RunStep | null {
  return kind === undefined ? null : { phase, kind: kind.kind, cursor: null };
}
