import type { Refusal, RunScope, RunStep } from '#lib/model/run.ts';
import type { Api, ApiKind } from '#lib/providers/api.ts';

/** The kinds whose lists a run reads: an incremental sync reads those that can be filtered by change. */
function listed({ kinds }: Api, scope: RunScope): readonly ApiKind[] {
  return scope === 'incremental' ? kinds.filter(({ changes }) => changes !== 'none') : kinds;
}

/** The kinds whose lists are complete, so that an object missing from them was deleted or closed. */
function complete({ kinds }: Api, scope: RunScope): readonly ApiKind[] {
  return scope === 'incremental' ? kinds.filter(({ changes }) => changes === 'open') : kinds;
}

/** The first step of a run; null when there is nothing to read. */
export function firstStep(api: Api, scope: RunScope): RunStep | null {
  if (api.eventLog) return { phase: 'event_log', kind: null, cursor: null };
  return startOf('list', listed(api, scope)[0]);
}

/** What the next step depends on: the scope of the run, and the lists that the provider rejected. */
type RunContext = { scope: RunScope; refused: readonly Refusal[] };

/** The step after this one, given the cursor of the next page; null when all is read. */
export function nextStep(
  api: Api,
  { scope, refused }: RunContext,
  step: RunStep,
  cursor: string | null,
): RunStep | null {
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
