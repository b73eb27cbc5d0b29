import { SEVERITIES, type Severity } from '#lib/model/exception.ts';
import type { ExceptionAct, ExceptionActKind, SnoozeUntil } from '#lib/model/exception-act.ts';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { afterPause, earlier } from './decide.ts';
import { newTargets, type Targets } from './targets.ts';

/** An act on an exception and its instant. */
export type LoggedAct = { kind: ExceptionActKind; content: ExceptionAct; at: string };

/** What an exception waits for, since when; both null while it is not snoozed. */
type Pause = { snoozedAt: string | null; snoozedFor: SnoozeUntil | null };
const NO_PAUSE: Pause = { snoozedAt: null, snoozedFor: null };

/**
 * The targets that an exception has by all that happened to it, oldest first, as if these had always been the working hours. Null
 * without the act that opened it.
 */
export function targetsFrom(acts: readonly LoggedAct[], calendar: WorkingHours): Targets | null {
  let targets: Targets | null = null;
  let severity: Severity = 'low';
  let pause = NO_PAUSE;
  for (const act of acts) {
    severity = SEVERITIES.find((one) => one === act.content.severity) ?? severity;
    targets = targetsAfter(targets, newTargets(severity, act.at, calendar), { ...act, pause, calendar });
    pause = pauseAfter(pause, act);
  }
  return targets;
}

/** The targets after an act; `fresh` are those of an exception that opens with it. */
function targetsAfter(
  targets: Targets | null,
  fresh: Targets,
  { kind, at, pause, calendar }: LoggedAct & { pause: Pause; calendar: WorkingHours },
): Targets | null {
  if (kind === 'opened' || kind === 'overruled') return fresh;
  if (targets === null) return null;
  if (kind === 'worsened') return earliest(targets, fresh);
  if (kind === 'reopened') return { ...targets, resolveBy: fresh.resolveBy };
  if (kind !== 'woke' && kind !== 'unsnoozed') return targets;
  return { ...targets, resolveBy: afterPause({ ...pause, resolveBy: targets.resolveBy }, at, calendar) };
}

function earliest(one: Targets, other: Targets): Targets {
  return { touchBy: earlier(one.touchBy, other.touchBy), resolveBy: earlier(one.resolveBy, other.resolveBy) };
}

function pauseAfter(pause: Pause, { kind, content: { until }, at }: LoggedAct): Pause {
  if (kind === 'noted' || kind === 'assigned' || kind === 'changed' || kind === 'worsened') return pause;
  if (kind !== 'snoozed') return NO_PAUSE;
  if (until === 'milestone')
    return { snoozedAt: at, snoozedFor: { until, lastMilestone: null, lastMilestoneAt: null } };
  return { snoozedAt: at, snoozedFor: until === 'worse' ? { until } : null };
}
