import { beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import type { Change } from '#lib/model/change.ts';
import { entityId } from '#lib/model/identity.ts';
import type { RunScope } from '#lib/model/run.ts';
import { parseMoment } from '#lib/model/time.ts';
import { recordNotices } from '#lib/notices/record-notices.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { RULES, type Rules } from '#lib/rebuild/rules.ts';
import { rebuild } from '#lib/rebuild/run.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { sql } = notified.runtime;

beforeEach(async () => {
  await sql`truncate notices, notification_rules cascade`;
});

const noticesOf = (externalId: string) =>
  sql`select milestone, kind from notices join shipments on shipments.id = notices.shipment_id where external_id = ${externalId}`;

function happened(shipment: string, code: 'DEPARTED' | 'ARRIVED', hours: number): Change {
  return { kind: 'milestone', shipment, code, classifier: 'ACT', moment: parseMoment(hoursAgo(hours)) };
}

/** Applies events as if a run had fetched them. */
async function fetchedBy(scope: RunScope, ...events: NormalisedEvent[]): Promise<void> {
  const by = { run: '00000000-0000-8000-8000-000000000000', scope };
  const from = { by, provider: 'test', since: null, changedAt: null, cause: 'unknown' as const };
  await sql.begin(async (tx) => {
    await shareProjections(tx);
    const { effects, judged } = await applyEvents(tx, events);
    await followUp(tx, { effects, judged, fetched: new Map(events.map(({ id }) => [id, from])) });
  });
}

describe('an initial synchronisation', () => {
  it('tells nothing, whatever the shipments have reached; what they reach afterwards is told', async () => {
    await notified.addRule();
    await fetchedBy('initial', reportedEvent(hoursAgo(1), happened('first', 'DEPARTED', 5)));
    expect(await noticesOf('first')).toHaveLength(0);
    await fetchedBy('full', reportedEvent(hoursAgo(1), happened('first', 'ARRIVED', 2)));
    expect([...(await noticesOf('first'))]).toEqual([{ milestone: 'arrived', kind: 'told' }]);
  });

  it('withdraws what was told by an earlier webhook and is not so', async () => {
    await notified.addRule();
    await fetchedBy('full', reportedEvent(hoursAgo(3), happened('second', 'DEPARTED', 5)));
    await sql`update notices set state = 'sent'`;
    const retraction = { ...happened('second', 'DEPARTED', 5), moment: null } as Change;
    await fetchedBy('initial', reportedEvent(hoursAgo(1), retraction));
    expect((await noticesOf('second')).map(({ kind }) => kind)).toEqual(['told', 'corrected']);
  });
});

describe('a rebuild', () => {
  /** Rules of the next version, by which every shipment that departed was delivered. */
  const EAGER: Rules = {
    ...RULES,
    version: RULES.version + 1,
    project(entity, ledger, outside) {
      const projected = RULES.project(entity, ledger, outside);
      const shipments = [...(projected.rows.shipments ?? [])].map(
        ([id, row]) => [id, row.status === 'in_transit' ? { ...row, status: 'delivered' as const } : row] as const,
      );
      return shipments.length === 0
        ? projected
        : { ...projected, rows: { ...projected.rows, shipments: new Map(shipments) } };
    },
  };

  it('tells nothing of the shipments that it changes', async () => {
    await notified.addRule();
    await notified.deliver('flexport', sailing({ shipment: 9_001, departed: hoursAgo(5) }));
    const before = notified.mail.received.length;
    expect(await rebuild(sql, { rules: EAGER })).toMatchObject({ changed: expect.any(Number) });
    const [row] = await sql`select status from shipments where external_id = '9001'`;
    expect(row?.status).toBe('delivered');
    await notified.runtime.drain();
    expect(notified.mail.received).toHaveLength(before);
    expect(await noticesOf('9001')).toHaveLength(1);
  });
});

describe('the cost of a batch', () => {
  const shipment = entityId('shipment', 'test', 'cost');
  const effect = (field: string, after: unknown) => ({
    ...{ entityType: 'shipment' as const, entityId: shipment, eventId: shipment },
    ...{ part: null, field, before: null, after },
  });

  async function queriesFor(fields: readonly string[]): Promise<number> {
    let queries = 0;
    await sql.begin(async (tx) => {
      const counting = new Proxy(tx, {
        apply(target, self, given) {
          queries += 1;
          return Reflect.apply(target as (...all: unknown[]) => unknown, self, given);
        },
      }) as Transaction;
      await recordNotices(counting, { effects: fields.map((field) => effect(field, 'x')), fetched: new Map() });
    });
    return queries;
  }

  it('is one query without a rule, and none without a change that can be told', async () => {
    expect(await queriesFor(['eta', 'vessel', 'pieces'])).toBe(0);
    expect(await queriesFor(['status', 'eta'])).toBe(1);
    await notified.addRule();
    expect(await queriesFor(['eta'])).toBe(0);
  });
});
