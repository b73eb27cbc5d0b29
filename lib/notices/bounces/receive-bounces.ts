import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { domainOf } from '#lib/model/mail-domain.ts';
import { readBounceMessage } from './read-bounce-message.ts';
import { readEvents } from './read-events.ts';
import { recordBounce } from './record-bounce.ts';
import type { BounceKind, BounceReports } from './report.ts';

/** How many reports of each kind were recorded; `unknown`: nothing was sent to their address; `ignored`: other events. */
export type ReceivedBounces = Record<BounceKind, number> & { unknown: number; ignored: number };

/** What came of a request. `unreadable`: it has none of the known forms. */
export type BounceResult = { received: ReceivedBounces } | { unreadable: true } | { subscriptionFailed: string };

type Fetch = (url: string, init: RequestInit) => Promise<{ ok: boolean; status: number }>;

/** The JSON in a body; undefined if it is no JSON. */
export function jsonIn(body: Buffer): unknown {
  if (!/^\s*[[{]/.test(body.toString('latin1', 0, 20))) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/**
 * Records what a bounce message, or the JSON of the webhook of a mail provider, reports. A subscription of Amazon SNS is confirmed by
 * opening the URL that it names.
 */
export async function receiveBounces(
  sql: Sql,
  body: Buffer,
  authSecret: string | null,
  open: Fetch = fetch,
): Promise<BounceResult> {
  const json = jsonIn(body);
  const read = json === undefined ? await readBounceMessage(body, authSecret) : readEvents(json);
  if (!read) return { unreadable: true };
  if ('subscribeUrl' in read) return subscribe(read.subscribeUrl, open);
  return { received: await recordAll(sql, read) };
}

async function recordAll(sql: Sql, { reports, ignored }: BounceReports): Promise<ReceivedBounces> {
  const received = { hard: 0, soft: 0, complaint: 0, unknown: 0, ignored };
  for (const report of reports) {
    const isKnown = await recordBounce(sql, report);
    received[isKnown ? report.kind : 'unknown'] += 1;
    const domain = report.address === null ? null : domainOf(report.address);
    log.info(
      { kind: report.kind, message: report.messageId, domain, isKnown, detail: report.detail },
      'bounce received',
    );
  }
  return received;
}

async function subscribe(url: string, open: Fetch): Promise<BounceResult> {
  const answer = await open(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) }).catch(
    (thrown: unknown) => ({
      ok: false,
      status: messageOf(thrown),
    }),
  );
  if (!answer.ok) return { subscriptionFailed: `Amazon SNS answered ${answer.status}` };
  log.info({ host: new URL(url).hostname }, 'subscription confirmed');
  return { received: { hard: 0, soft: 0, complaint: 0, unknown: 0, ignored: 1 } };
}
