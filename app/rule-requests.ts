import { database } from '#db/client.ts';
import { getNotificationRule, type RuleRow } from '#db/queries/notification-rules.ts';
import { getRecipient, type OneRecipient } from '#db/queries/rule-recipients.ts';
import { type Principal, requireAdmin } from '#lib/api/credentials.ts';
import { HttpError, unprocessable } from '#lib/api/http-error.ts';
import { env } from '#lib/env.ts';
import type { Recipient } from '#lib/model/recipient.ts';
import { findShipment } from './find-shipment.ts';
import { problemOfTarget } from './rule-target.ts';

/** The id of the shipment that a body names, null for none. Throws `HttpError` 422 if it is not exactly one. */
export async function shipmentIn(reference: string | null): Promise<string | null> {
  const found = await findShipment(reference);
  if (!('error' in found)) return found.id;
  throw unprocessable({ field: 'shipment', message: found.error });
}

/** Throws `HttpError` 422 if nothing can be sent to a recipient; `field` is that of its target in the body. */
export async function checkTarget(recipient: Recipient, field: string): Promise<void> {
  const problem = await problemOfTarget(recipient);
  if (problem !== null) throw unprocessable({ field, message: problem });
}

/** The secret by which targets are encrypted. Throws `HttpError` 422 without one. */
export function targetSecret(): string {
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) throw new HttpError(422, 'AUTH_SECRET is not set, so targets cannot be stored');
  return authSecret;
}

/** A rule by its id. Throws `HttpError` 404 if there is none. */
export async function ruleWith(id: string): Promise<RuleRow> {
  const rule = await getNotificationRule(database(), id);
  if (rule === null) throw new HttpError(404, 'There is no notification rule with this id');
  return rule;
}

/** A recipient of a rule by its id. Throws `HttpError` 404 if there is none. */
export async function recipientWith(id: string): Promise<OneRecipient> {
  const recipient = await getRecipient(database(), id);
  if (recipient === null) throw new HttpError(404, 'There is no recipient with this id');
  return recipient;
}

/** Runs an act on a recipient for an admin. `act` returns why it was rejected, or null. */
export async function onRecipient(
  id: string,
  caller: Principal,
  act: () => Promise<string | null>,
): Promise<{ id: string }> {
  requireAdmin(caller);
  await recipientWith(id);
  return acted(id, act);
}

/** Runs an act on a rule for an admin. `act` returns why it was rejected, or null. */
export async function onRule(
  id: string,
  caller: Principal,
  act: () => Promise<string | null>,
): Promise<{ id: string }> {
  requireAdmin(caller);
  await ruleWith(id);
  return acted(id, act);
}

async function acted(id: string, act: () => Promise<string | null>): Promise<{ id: string }> {
  const rejected = await act();
  if (rejected !== null) throw new HttpError(422, rejected);
  return { id };
}
