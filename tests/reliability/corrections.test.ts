import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import type { Change } from '#lib/model/change.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { orderVersions, type Version } from '#lib/projections/versions.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { permutations } from '#tests/support/permutations.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(() => sql.end());

function happened(code: MilestoneCode, text: string | null, shipment = 'S'): Change {
  return { kind: 'milestone', shipment, code, classifier: 'ACT', moment: text === null ? null : parseMoment(text) };
}

const departed = reportedEvent('2026-03-02T00:00:00.000Z', happened('DEPARTED', '2026-03-01T10:00:00Z'));
const wrong: Version = {
  event: reportedEvent('2026-03-09T00:00:00.000Z', happened('DELIVERED', '2026-03-08T10:00:00Z'), {
    kind: 'reference',
    shipment: 'S',
    type: 'house_bill',
    value: 'HB-WRONG',
  }),
  order: 'bb',
};
/** The same event again, about another shipment. */
const right: Version = {
  event: reportedEvent('2026-03-10T00:00:00.000Z', happened('DELIVERED', '2026-03-08T10:00:00Z', 'T')),
  order: 'aa',
};

/** Applies an event together with all its earlier versions, as the worker does. */
async function arrive(...versions: readonly Version[]): Promise<void> {
  for (const [at] of versions.entries()) {
    await sql.begin((tx) => applyEvents(tx, orderVersions(versions.slice(0, at + 1))));
  }
}

async function statusOf(shipment: string) {
  const [row] = await sql`select status from shipments where external_id = ${shipment}`;
  return row?.status;
}

describe('9: a retracted delivery', () => {
  it('by a retraction: the status changes, the history stays, and one correction is recorded', async () => {
    await clearProjections(sql);
    const delivered = reportedEvent('2026-03-09T00:00:00.000Z', happened('DELIVERED', '2026-03-08T10:00:00Z'));
    await sql.begin((tx) => applyEvents(tx, [departed, delivered]));
    const retraction = reportedEvent('2026-03-10T00:00:00.000Z', happened('DELIVERED', null));
    await sql.begin((tx) => applyEvents(tx, [retraction]));
    await expectCorrected(retraction.id);
  });

  it('by a newer version of the same event: the same, and the other values of the old version are removed', async () => {
    await clearProjections(sql);
    await sql.begin((tx) => applyEvents(tx, [departed]));
    await arrive(wrong);
    expect(await statusOf('S')).toBe('delivered');
    await arrive(wrong, right);
    await expectCorrected(right.event.id);
    expect(await statusOf('T')).toBe('delivered');
    expect(await sql`select from shipment_references where value = 'HB-WRONG'`).toHaveLength(0);
  });

  async function expectCorrected(by: string) {
    expect(await statusOf('S')).toBe('in_transit');
    const claims = await sql`select code, standing from milestones join shipments on shipments.id = shipment_id
      where external_id = 'S' order by occurred_at`;
    expect(claims.map(({ code, standing }) => [code, standing])).toEqual([
      ['DEPARTED', 'current'],
      ['DELIVERED', 'retracted'],
    ]);
    const corrections = await sql`select event_id, before, after from effects
      where part is null and field = 'status' and entity_id = (select id from shipments where external_id = 'S')
      and before #>> '{}' = 'delivered'`;
    expect([...corrections]).toEqual([{ event_id: by, before: 'delivered', after: 'in_transit' }]);
  }

  it('keeps values that another event states too', async () => {
    await clearProjections(sql);
    const other = reportedEvent('2026-03-09T12:00:00.000Z', happened('DELIVERED', '2026-03-08T10:00:00Z'));
    await sql.begin((tx) => applyEvents(tx, [departed, other]));
    await arrive(wrong, right);
    expect(await statusOf('S')).toBe('delivered');
  });

  it('three versions and another event give the same rows in any order, byte for byte', async () => {
    const again: Version = {
      event: reportedEvent('2026-03-09T06:00:00.000Z', happened('DELIVERED', '2026-03-08T11:00:00Z')),
      order: 'cc',
    };
    let expected: string | undefined;
    for (const order of permutations([wrong, again, right, departed])) {
      await clearProjections(sql);
      const known: Version[] = [];
      for (const one of order) {
        if ('event' in one) known.push(one);
        await sql.begin((tx) => applyEvents(tx, 'event' in one ? orderVersions(known) : [one]));
      }
      expected ??= await projectionSnapshot(sql);
      expect(await projectionSnapshot(sql)).toBe(expected);
    }
  });

  it('versions with the same report time are ordered by digest', () => {
    const twin = { event: { ...reportedEvent('2026-03-09T00:00:00.000Z'), id: 'twin' }, order: 'ba' };
    for (const versions of [
      [wrong, twin],
      [twin, wrong],
    ]) {
      expect(orderVersions(versions).map(({ supersededBy }) => supersededBy)).toEqual([wrong.event.id, undefined]);
    }
  });
});
