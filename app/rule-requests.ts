import { database } from '#db/client.ts';
import { getNotificationRule, type RuleRow } from '#db/queries/notification-rules.ts';
import { type Principal, requireAdmin } from '#lib/api/credentials.ts';
import { HttpError, unprocessable } from '#lib/api/http-error.ts';
import type { NewRule } from '#lib/model/notice-rule.ts';
import { findShipment } from './find-shipment.ts';
import { problemOfTarget } from './rule-target.ts';

/** The id of the shipment that a body names, null for none. Throws `HttpError` 422 if it is not exactly one. */
export async function shipmentIn(reference: string | null): Promise<string | null> {
  const found = await findShipment(reference);
  if (!('error' in found)) return found.id;
  throw unprocessable({ field: 'shipment', message: found.error });
}

/** Throws `HttpError` 422 if nothing can be sent to the target of a rule. */
export async function checkTarget(rule: NewRule): Promise<void> {
  const problem = await problemOfTarget(rule);
  if (problem !== null) throw unprocessable({ field: 'target', message: problem });
}

/** A rule by its id. Throws `HttpError` 404 if there is none. */
export async function ruleWith(id: string): Promise<RuleRow> {
  const rule = await getNotificationRule(database(), id);
  if (rule === null) throw new HttpError(404, 'There is no notification rule with this id');
  return rule;
}

/** Runs an act on a rule for an admin. `act` returns why it was rejected, or null. */
export async function onRule(
  id: string,
  caller: Principal,
  act: () => Promise<string | null>,
): Promise<{ id: string }> {
  requireAdmin(caller);
  await ruleWith(id);
  const rejected = await act();
  if (rejected !== null) throw new HttpError(422, rejected);
  return { id };
}
