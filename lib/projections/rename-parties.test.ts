import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSql, type Sql, type Transaction } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import { projectDueFacts } from '#lib/pipeline.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { permutations } from '#tests/support/permutations.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { applyEvents, type NormalisedEvent } from './apply.ts';
import { orderVersions, type Version } from './versions.ts';

let sql: Sql;
let watching: Sql;
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  watching = openSql(url, { max: 1 });
});
beforeEach(() => clearProjections(sql));
afterAll(() => Promise.all([sql.end(), watching.end()]));

const apply = async (...events: NormalisedEvent[]) => (await sql.begin((tx) => applyEvents(tx, events))).effects;
const at = (day: number) => `2026-05-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const named = (name: string): Change => ({ kind: 'party', party: 'c1', fields: { name } });
const shipped = (shipment: string, name: string, role: 'customer' | 'buyer' = 'customer'): Change[] => [
  { kind: 'shipment', shipment, fields: { customer: name } },
  { kind: 'role', shipment, role, party: 'c1', name },
];
const customers = async () =>
  (await sql<{ customer: string }[]>`select customer from shipments order by external_id`).map((row) => row.customer);

describe('a customer that is renamed', () => {
  const old = reportedEvent(at(1), ...shipped('S', 'Old Name'));
  const first: Version = { event: reportedEvent(at(2), named('New Name')), order: 'a' };
  const second: Version = {
    event: reportedEvent(at(3), { kind: 'party', party: 'c1', fields: { status: 'ACTIVE' } }),
    order: 'b',
  };

  it('has the name before, in any order, when the event that renamed it is replaced by one without a name', async () => {
    const snapshots = new Set<string>();
    for (const order of permutations([old, first, second])) {
      await clearProjections(sql);
      const known: Version[] = [];
      for (const one of order) {
        if ('event' in one) known.push(one);
        await apply(...('event' in one ? orderVersions(known) : [one]));
      }
      expect(await customers()).toEqual(['Old Name']);
      snapshots.add(await projectionSnapshot(sql));
    }
    expect(snapshots.size).toBe(1);
  });

  it('shows on its shipments that the version without a name took the new one back', async () => {
    await apply(old);
    await apply(first.event);
    const effects = await apply(...orderVersions([first, second]));
    expect(effects.filter(({ field }) => field === 'customer')).toMatchObject([
      { before: 'New Name', after: 'Old Name', eventId: second.event.id },
    ]);
  });

  it('changes nothing but what names decide, although other rules derived the stored rows', async () => {
    await apply(old);
    await sql`update shipments set status = 'booked', status_reason = 'other rules', incoterm = 'FOB'`;
    await sql`update shipment_references set searchable = 'OTHER'`;
    const effects = await apply(first.event);
    expect(effects.filter(({ entityType }) => entityType === 'shipment').map(({ field }) => field)).toEqual([
      'customer',
    ]);
    const [row] = await sql`select customer, status, status_reason, incoterm from shipments`;
    expect(row).toEqual({
      ...{ customer: 'New Name', status: 'booked', status_reason: 'other rules', incoterm: 'FOB' },
    });
    expect(await sql`select from shipment_references where searchable = 'OTHER'`).toHaveLength(1);
  });

  it('has in any other role the name that the shipment states', async () => {
    await apply(reportedEvent(at(1), ...shipped('S', 'Old Name', 'buyer')));
    await apply(first.event);
    await apply(reportedEvent(at(1), ...shipped('T', 'Old Name', 'buyer')));
    expect(await sql`select role, name from shipment_parties`).toEqual([
      { role: 'buyer', name: 'Old Name' },
      { role: 'buyer', name: 'Old Name' },
    ]);
  });
});

describe('a customer of many shipments', () => {
  const many = Array.from({ length: 230 }, (_, number) =>
    reportedEvent(at(1), ...shipped(`S${String(number).padStart(3, '0')}`, 'Old Name')),
  );

  it('is renamed on some of them at once, and on all others as on what is due', async () => {
    await apply(...many);
    const renaming = reportedEvent(at(2), named('New Name'));
    const effects = await apply(renaming);
    expect(effects.filter(({ field }) => field === 'customer')).toHaveLength(200);
    expect(new Set(await customers())).toEqual(new Set(['New Name', 'Old Name']));
    expect(await projectDueFacts(sql)).toBe(30);
    expect(new Set(await customers())).toEqual(new Set(['New Name']));
    expect(await sql`select from facts where due_at is not null`).toHaveLength(0);
    const causes = await sql`select event_id, after #>> '{}' as after, count(*)::int from effects
      where field = 'customer' group by 1, 2`;
    expect(causes).toEqual([{ event_id: renaming.id, after: 'New Name', count: 230 }]);
  });

  it('keeps the name on shipments that state it later', async () => {
    await apply(...many.slice(0, 3), reportedEvent(at(3), ...shipped('T', 'Third Name')));
    await apply(reportedEvent(at(2), named('New Name')));
    expect(await customers()).toEqual(['New Name', 'New Name', 'New Name', 'Third Name']);
  });
});

describe('a customer that is renamed while another worker names it on a shipment', () => {
  const naming = reportedEvent(at(1), ...shipped('S', 'Old Name'));
  const renaming = reportedEvent(at(2), named('New Name'));
  /** Until a transaction waits for another one, or for nothing any more. */
  const isHeldUp = async (other: Promise<unknown>) => {
    let ended = false;
    const end = () => {
      ended = true;
    };
    other.then(end, end);
    await eventually(
      () => watching`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      (waiting) => ended || waiting.length > 0,
    );
  };

  it.each([
    ['the shipment', naming, renaming],
    ['the customer', renaming, naming],
  ])('has its new name on it, %s first', async (_which, first, second) => {
    let other: Promise<unknown> = Promise.resolve();
    await sql.begin(async (tx) => {
      await applyEvents(tx, [first]);
      other = apply(second);
      await isHeldUp(other);
    });
    await other;
    expect(await customers()).toEqual(['New Name']);
  });
});

describe('events of shipments without a customer', () => {
  /** The statements on names of parties and of customers that applying events sends. */
  async function queriesOf(...events: NormalisedEvent[]): Promise<string[]> {
    const sent: string[] = [];
    await sql.begin((tx) => {
      const listening = new Proxy(tx, {
        apply(target, self, [strings, ...values]) {
          if (Array.isArray(strings)) sent.push(strings.join('?'));
          return Reflect.apply(target, self, [strings, ...values]);
        },
      });
      return applyEvents(listening as Transaction, events);
    });
    return sent.filter((text) => /from shipment_parties|select id, ledger from/.test(text));
  }

  it('read no names', async () => {
    await apply(reportedEvent(at(1), ...shipped('S', 'Old Name', 'buyer')));
    expect(await queriesOf(reportedEvent(at(2), ...shipped('S', 'Old Name', 'buyer')))).toEqual([]);
    expect(await queriesOf(reportedEvent(at(3), ...shipped('S', 'Old Name')))).not.toEqual([]);
  });
});
