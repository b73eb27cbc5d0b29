import type { ExceptionType, Severity } from './exception.ts';
import type { NoticeMilestone, NoticeTrigger } from './notice.ts';
import { EVERYBODY, type Recipient } from './recipient.ts';

/** What a rule tells of, as far as it is entered. */
export type RuleTrigger = {
  trigger: NoticeTrigger;
  milestones: readonly NoticeMilestone[];
  /** Null for milestones; of exceptions `DEFAULT_SEVERITY` if it is not stated. */
  severity: Severity | null;
  exceptionTypes: readonly ExceptionType[] | null;
  ownedOnly: boolean;
};

/** The least severity of the exceptions that a rule tells of, unless it states another. */
export const DEFAULT_SEVERITY: Severity = 'critical';

/** How long an exception has to last before a rule tells it, unless the rule states another time. */
export const DEFAULT_HOLD_MINUTES = 5;
export const MAX_HOLD_MINUTES = 24 * 60;

/** Why a rule cannot tell what it states, with the field; null if it can. Without recipients, those are not checked. */
export function triggerProblem(
  rule: RuleTrigger & { recipients?: readonly Recipient[] },
): { field: string; problem: string } | null {
  if (rule.trigger === 'milestone') {
    if (rule.milestones.length === 0) return { field: 'milestones', problem: 'Choose at least one.' };
    if (rule.severity !== null) return { field: 'severity', problem: 'A rule of milestones has no severity.' };
    if (rule.exceptionTypes !== null)
      return { field: 'exceptionTypes', problem: 'A rule of milestones has no types of exceptions.' };
    return rule.ownedOnly ? { field: 'ownedOnly', problem: 'Milestones have no owner.' } : null;
  }
  if (rule.milestones.length > 0) return { field: 'milestones', problem: 'A rule of exceptions has no milestones.' };
  return rule.ownedOnly && !(rule.recipients ?? []).every(isPerson)
    ? { field: 'ownedOnly', problem: 'Only a person owns exceptions: choose e-mail, or In Fairlead for one user.' }
    : null;
}

function isPerson({ channel, target }: Recipient): boolean {
  return channel === 'email' || (channel === 'app' && target !== '' && target !== EVERYBODY);
}
