import { createHmac, timingSafeEqual } from 'node:crypto';
import { now } from '#lib/clock.ts';

/** Older requests may be recorded ones. */
const MAX_AGE_SECONDS = 300;

/** Whether a request is signed by Slack (version 0): HMAC-SHA256 of `v0:timestamp:body`, of the last five minutes. */
export function isSignedBySlack(headers: Headers, body: Buffer, signingSecret: string): boolean {
  const timestamp = headers.get('x-slack-request-timestamp') ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Date.parse(now()) / 1_000 - Number(timestamp)) > MAX_AGE_SECONDS) return false;
  const given = Buffer.from((headers.get('x-slack-signature') ?? '').replace(/^v0=/, ''), 'hex');
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}
