import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Sql } from '#db/client.ts';
import { countRows, countTabs, parseFilter, readList } from '#db/queries/declared-list.ts';
import { DELIVERIES } from '#db/queries/deliveries.ts';
import { type DeliveryFilter, deliveriesWhere } from '#db/queries/delivery-filter.ts';
import { readSearched } from '#db/queries/payload-text.ts';
import { deliveries, entityEvents, events, replayedEvents } from '#db/schema/index.ts';
import { entityId, eventId } from '#lib/model/identity.ts';
import { ownDatabase } from '#tests/support/database.ts';

type Held = { key: string; type: string; state: string; entities: string[]; replays: string[] };
type Received = {
  id: string;
  provider: string;
  status: 'accepted' | 'duplicate' | 'malformed';
  receivedAt: string;
  body: Buffer | null;
  /** Its own events, or those that a duplicate repeats. */
  events: Held[];
};

const SHIPMENT = entityId('shipment', 'acme', 'SHP 7');
const REPLAY = '0196a000-0000-7000-8000-000000000001';
const TEXTS = ['{"po":"PO 100% off"}', '{"po":"PO 1000 off"}', '{"vessel":"EVER_GIVEN"}', '{"vessel":"Ever Given"}'];
const MORE = ['{"port":"Göteborg 303"}', '{"port":"G\\u00f6teborg"}', '\0\xff EVER_GIVEN', ''];
const STATES = ['pending', 'unmapped', 'dead_letter', 'processed', 'ignored'];
const START = Date.parse('2026-03-01T00:00:00Z');

/** A delivery each three hours; every value of every filter occurs with every value of the others. */
const RECEIVED: Received[] = Array.from({ length: 160 }, (_, at) => {
  const milliseconds = START + at * 3 * 60 * 60 * 1000;
  const time = milliseconds.toString(16).padStart(12, '0');
  const provider = at % 3 === 0 ? 'acme' : 'globex';
  const status = at % 11 === 5 ? 'duplicate' : at % 13 === 6 ? 'malformed' : 'accepted';
  const held = (place: number): Held => ({
    key: `key-${at}-${place}`,
    type: (at + place) % 4 === 0 ? 'shipment.departed' : 'shipment_arrived',
    state: STATES[(at + place * 2) % STATES.length] as string,
    entities: (at + place) % 5 === 0 ? [SHIPMENT] : [randomUUID()],
    replays: (at + place) % 7 === 0 ? [REPLAY] : [],
  });
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(at).padStart(12, '0')}`;
  const text = [...TEXTS, ...MORE][at % 8] as string;
  const body = at % 8 === 6 ? Buffer.from(text, 'latin1') : Buffer.from(text);
  return {
    ...{ id, provider, status, receivedAt: new Date(milliseconds).toISOString() },
    body: status === 'duplicate' ? null : body,
    events: status === 'malformed' ? [] : [held(0), held(1)],
  };
});
// A duplicate repeats the events of the delivery of the same provider before it.
for (const [at, one] of RECEIVED.entries()) {
  if (one.status === 'duplicate')
    one.events = RECEIVED.find((first, before) => before > at - 4 && before < at && isFirst(first, one))?.events ?? [];
}
function isFirst(first: Received, { provider }: Received): boolean {
  return first.status === 'accepted' && first.provider === provider;
}

/** The expected rows: a filtered copy, latest first. */
function expected(filter: DeliveryFilter): string[] {
  return RECEIVED.filter((one) => isMatch(one, filter))
    .map(({ id }) => id)
    .reverse();
}

function isMatch(one: Received, { status, provider, type, key, entity, q, since, until, replay }: DeliveryFilter) {
  const state = STATES.find((known) => known === status);
  if (provider && one.provider !== provider) return false;
  if (since && one.receivedAt < since) return false;
  if (until && one.receivedAt > (until.length === 10 ? `${until}T23:59:59.999Z` : until)) return false;
  if (status && !state && one.status !== status) return false;
  if (q && !(one.body && contains(one.body, q))) return false;
  if (!(state || type || key || entity || replay)) return true;
  // A duplicate has no events of its own, which have a state or are replayed.
  if (one.status === 'duplicate' && (state || replay)) return false;
  return one.events.some(
    (event) =>
      (!state || event.state === state) &&
      (!type || event.type === type) &&
      (!key || event.key === key) &&
      (!entity || event.entities.includes(entity === 'SHP 7' ? SHIPMENT : entity)) &&
      (!replay || event.replays.includes(replay)),
  );
}

function contains(body: Buffer, q: string): boolean {
  if (body.includes(0)) return body.includes(q);
  const text = body.toString().replace(/\\u00f6/g, 'ö');
  const inLower = (one: string) => one.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return inLower(text).includes(inLower(q));
}

let db: Database & { $client: Sql };
beforeAll(async () => {
  db = openDatabase(await ownDatabase(), { max: 3 });
  await db.insert(deliveries).values(
    RECEIVED.map(({ events: held, ...row }) => ({
      ...{ ...row, source: 'webhook', remote: '', headers: {}, bytes: row.body?.byteLength ?? 0 },
      contents: row.status === 'duplicate' ? held.map(({ key, type }): [string, string] => [key, type]) : null,
      eventCount: held.length,
    })),
  );
  const own = RECEIVED.filter(({ status }) => status === 'accepted').flatMap((one) =>
    one.events.map((event, position) => ({
      ...event,
      ...one,
      id: eventId(one.provider, event.key),
      deliveryId: one.id,
      position,
    })),
  );
  await db.insert(events).values(own);
  await db
    .insert(entityEvents)
    .values(own.flatMap(({ id, entities }) => entities.map((entity) => ({ entityId: entity, eventId: id }))));
  await db
    .insert(replayedEvents)
    .values(
      own.flatMap(({ id, replays }) =>
        replays.map((replayId) => ({ replayId, eventId: id, stateBefore: 'dead_letter' })),
      ),
    );
});
afterAll(() => db.$client.end());

async function listed(filter: DeliveryFilter): Promise<string[]> {
  const { data } = await readList(db, DELIVERIES, { ...filter, limit: 200 });
  return data.map(({ id }) => id);
}

const DUPLICATE = RECEIVED.find(({ status, events: held }) => status === 'duplicate' && held.length > 0);
const VALUES: { [Key in keyof DeliveryFilter]-?: readonly NonNullable<DeliveryFilter[Key]>[] } = {
  status: ['dead_letter', 'accepted', 'duplicate', 'malformed', 'processed'],
  provider: ['acme', 'nobody'],
  type: ['shipment.departed', 'shipment_departed'],
  key: [DUPLICATE?.events[0]?.key ?? '', 'key-1-1'],
  entity: [SHIPMENT, 'SHP 7'],
  q: ['100%', 'ever_given', 'ever given', 'GöTEBORG', '303', 'GÖTEBORG'],
  since: ['2026-03-08', '2026-03-09T04:30:00Z'],
  until: ['2026-03-12', '2026-03-12T03:00:00.000Z'],
  replay: [REPLAY],
};
const names = Object.keys(VALUES) as (keyof DeliveryFilter)[];
const singles = names.flatMap((name) => VALUES[name].map((value) => ({ [name]: value }) as DeliveryFilter));
/** Any two filters, each with its first value. */
const pairs = names.flatMap((name, at) =>
  names.slice(at + 1).map((other) => ({ [name]: VALUES[name][0], [other]: VALUES[other][0] }) as DeliveryFilter),
);

describe('the filters of the webhook log', () => {
  it('the fixture has matches for each filter, also among duplicates', () => {
    const empty = singles.filter((filter) => expected(filter).length === 0);
    expect(empty).toEqual([{ provider: 'nobody' }, { type: 'shipment_departed' }, { q: 'GÖTEBORG' }]);
    for (const name of ['type', 'key', 'entity'] as const) {
      expect(expected({ status: 'duplicate', [name]: VALUES[name][0] }).length, name).toBeGreaterThan(0);
    }
  });

  it('each alone and any two together leave the rows of a filtered copy, and count them', async () => {
    for (const filter of [{}, ...singles, ...pairs, { ...pairs.at(-1), type: 'shipment.departed' }]) {
      const rows = await db.select({ id: deliveries.id }).from(deliveries).where(deliveriesWhere(filter));
      expect(
        rows
          .map(({ id }) => id)
          .toSorted()
          .toReversed(),
        JSON.stringify(filter),
      ).toEqual(expected(filter));
    }
    const filter = { provider: 'globex', type: 'shipment.departed' };
    expect(await listed(filter)).toEqual(expected(filter));
    expect(await countRows(db, DELIVERIES, filter)).toBe(expected(filter).length);
  });

  it('the counts of the tabs are those of the other filters with each status', async () => {
    const filter = { type: 'shipment.departed', q: 'given', since: '2026-03-03', status: 'processed' } as const;
    const { status: _status, ...others } = filter;
    const counts = await countTabs(db, DELIVERIES, filter);
    const statuses = Object.keys(DELIVERIES.tabs?.labels ?? {}) as NonNullable<DeliveryFilter['status']>[];
    expect(counts).toEqual({
      total: expected(others).length,
      ...Object.fromEntries(statuses.map((status) => [status, expected({ ...others, status }).length])),
    });
  });

  it('leave out what an address cannot mean', () => {
    const texts = { since: '2026-02-30', until: 'yesterday', replay: 'x', entity: 'a\u0000b', status: 'nonsense' };
    expect(parseFilter(DELIVERIES, texts)).toEqual({ known: {}, filter: {} });
  });

  it('say which payloads were searched', async () => {
    const all = await readSearched(db, undefined);
    expect(all).toEqual({
      deliveries: RECEIVED.length,
      since: RECEIVED[0]?.receivedAt,
      complete: true,
      hasArchive: false,
    });
    // Two payloads of which one fills the limit of bytes: only the later one and those after it are searched.
    await db.execute(`update deliveries set bytes = 16 * 1024 * 1024 where id = '${RECEIVED[100]?.id}'`);
    const some = await readSearched(db, deliveriesWhere({ provider: RECEIVED[100]?.provider }));
    expect(some).toMatchObject({ since: RECEIVED[100]?.receivedAt, complete: false });
    expect(await listed({ q: 'given', provider: RECEIVED[100]?.provider })).toEqual(
      expected({ q: 'given', provider: RECEIVED[100]?.provider, since: RECEIVED[100]?.receivedAt }),
    );
  });
});
