import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { now } from '#lib/clock.ts';
import { oneLine } from '../message.ts';
import { type BounceKind, type BounceReports, idInMessageId, kindOfStatus } from './report.ts';

const signed = z.object({
  signature: z.object({ timestamp: z.string().regex(/^\d{1,12}$/), token: z.string(), signature: z.string() }),
});
const event = z.object({
  'event-data': z.object({
    event: z.string(),
    severity: z.string().optional(),
    reason: z.string().optional(),
    recipient: z.string().optional(),
    message: z.object({ headers: z.object({ 'message-id': z.string().optional() }).optional() }).optional(),
    'delivery-status': z
      .object({ message: z.string().nullish(), description: z.string().nullish(), code: z.number().nullish() })
      .optional(),
  }),
});

type EventData = z.infer<typeof event>['event-data'];

/** Mailgun sends a webhook again for eight hours. */
const MAX_AGE_SECONDS = 9 * 3_600;

/** Whether the body is signed with the signing key of a Mailgun account, not long ago. */
export function isSignedByMailgun(value: unknown, key: string): boolean {
  const parsed = signed.safeParse(value);
  if (!parsed.success) return false;
  const { timestamp, token, signature } = parsed.data.signature;
  const expected = createHmac('sha256', key).update(`${timestamp}${token}`).digest();
  const given = Buffer.from(signature, 'hex');
  const age = Date.parse(now()) / 1_000 - Number(timestamp);
  return given.length === expected.length && timingSafeEqual(given, expected) && Math.abs(age) <= MAX_AGE_SECONDS;
}

/** Reads an event of Mailgun. Null if it is none. */
export function readMailgun(value: unknown): BounceReports | null {
  const parsed = event.safeParse(value);
  if (!parsed.success) return null;
  const data = parsed.data['event-data'];
  const kind = kindOf(data);
  if (kind === null || data.recipient === undefined) return { reports: [], ignored: 1 };
  const status = data['delivery-status'];
  const detail = oneLine(status?.message || status?.description || data.reason || data.event);
  const messageId = idInMessageId(data.message?.headers?.['message-id']);
  return { reports: [{ kind, address: data.recipient, messageId, detail }], ignored: 0 };
}

/** A temporary failure is only a delay: Mailgun tries again. Null for other events. */
function kindOf({ event: name, severity, reason, ...data }: EventData): BounceKind | null {
  if (name === 'complained') return 'complaint';
  if (name !== 'failed' || severity !== 'permanent') return null;
  if (reason === 'suppress-bounce') return 'hard';
  if (reason === 'suppress-complaint') return 'complaint';
  const status = /\b\d\.\d{1,3}\.\d{1,3}\b/.exec(data['delivery-status']?.message ?? '')?.[0];
  return status === undefined ? 'soft' : kindOfStatus(status);
}
