import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '#db/client.ts';
import { addSecret } from '#lib/inbox/rotate-secret.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { AUTH_SECRET, SECRETS, type Server, startServer } from '#tests/support/server.ts';
import { deliver, departure, signed } from '#tests/support/signed.ts';

/** Requests a second, and how long before the end of the overlap they start, in milliseconds. */
const RATE = 100;
const OVERLAP_MS = 2_000;

const OLD = SECRETS.flexport[0];
const NEW = 'whsec-rotated-0123';

let servers: Server[];
let db: Database & { $client: Sql };
beforeAll(async () => {
  const databaseUrl = await ownDatabase();
  db = openDatabase(databaseUrl, { max: 1 });
  servers = await Promise.all([
    startServer({ databaseUrl, until: 'gateway' }),
    startServer({ databaseUrl, entry: 'route' }),
  ]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await db.$client.end();
});

type Sent = { secret: string; status: number; answeredAt: number };

/** Sends at the rate until an instant, and at least once, to each server and with each secret in turn. */
async function sendUntil(end: number, secrets: readonly string[]): Promise<Sent[]> {
  const sent: Promise<Sent>[] = [];
  const begun = performance.now();
  for (let count = 0; ; count++) {
    await sleep(begun + (count * 1_000) / RATE - performance.now());
    const at = Date.now();
    if (at >= end && count >= servers.length * secrets.length) return Promise.all(sent);
    const secret = secrets[count % secrets.length] ?? '';
    const server = servers[Math.floor(count / secrets.length) % servers.length];
    const body = departure(`rotation-${secret}-${at}-${count}`, 'SHP-ROTATION');
    sent.push(
      deliver(server?.url ?? '', 'flexport', body, signed(body, secret)).then(({ status }) => ({
        secret,
        status,
        answeredAt: Date.now(),
      })),
    );
  }
}

describe('16: a webhook secret that is rotated at 100 requests a second', () => {
  it('rejects nothing during the overlap, and the old secret everywhere one second after its end', async () => {
    const rotation = {
      provider: 'flexport',
      title: 'Flexport',
      environment: SECRETS.flexport,
      authSecret: AUTH_SECRET,
      by: 'test',
    };
    const [before, refusal] = await Promise.all([
      sendUntil(Date.now() + 1_000, [OLD]),
      addSecret(db, rotation, { secret: NEW, overlapMinutes: 60 }),
    ]);
    expect(refusal).toBeNull();
    const end = Date.now() + OVERLAP_MS;
    await db.$client`update webhook_secrets set ends_at = ${new Date(end).toISOString()} where ends_at is not null`;
    const overlap = [...before, ...(await sendUntil(end, [NEW, OLD]))];
    expect(overlap.length).toBeGreaterThan(20);
    // A request sent just before the end may be verified after it.
    const inTime = overlap.filter(({ secret, answeredAt }) => secret === NEW || answeredAt < end);
    expect(inTime.filter(({ status }) => status !== 200)).toEqual([]);
    await sendUntil(end + 1_000, [NEW]);
    const after = await sendUntil(end + 1_500, [NEW, OLD]);
    expect(after.filter(({ secret, status }) => status !== (secret === NEW ? 200 : 401))).toEqual([]);
    expect(after.some(({ secret }) => secret === OLD)).toBe(true);
  });
});
