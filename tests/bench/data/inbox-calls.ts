import type { Database, Sql } from '#db/client.ts';
import { writeCursor } from '#db/queries/cursor.ts';
import { readList } from '#db/queries/declared-list.ts';
import { readEvidence } from '#db/queries/evidence.ts';
import {
  EXCEPTIONS,
  type ExceptionFilter,
  exceptionsOfShipment,
  GROUPS,
  getException,
} from '#db/queries/exceptions.ts';
import { countInbox } from '#db/queries/inbox-counts.ts';
import type { Paging } from '#db/queries/list.ts';
import { matchingExceptions } from '#db/queries/matching-exceptions.ts';
import { getTimeline } from '#db/queries/shipments.ts';
import { SEVERITIES } from '#lib/model/exception.ts';
import { ADMIN } from '#tests/support/server.ts';
import type { Call } from './calls.ts';
import { subjectHash } from './fill.ts';

const INBOX_MS = 100;
const LIMIT = 50;

const ME = ADMIN.email;

/** The tabs of the inbox, as `components/exceptions/tabs.ts` has them, and exceptions in any state. */
const TABS: Record<string, ExceptionFilter> = {
  all: {},
  mine: { owner: ME },
  unowned: { owner: 'nobody' },
  snoozed: { state: 'snoozed' },
  resolved: { state: 'resolved' },
  ended: { state: 'ended' },
  'any state': { state: 'all' },
};

/** The other filters, under which each tab is read. */
function filtersOf(shipments: number): Record<string, ExceptionFilter> {
  return {
    ...Object.fromEntries(GROUPS.map((group) => [`group ${group}`, { group }])),
    ...Object.fromEntries(SEVERITIES.map((severity) => [`${severity} or worse`, { severity }])),
    'source mvmnt': { provider: 'mvmnt' },
    'one reference': { q: `PO-${shipments / 2}` },
    'references that begin with PO-1': { q: 'PO-1' },
    'references that begin with F': { q: 'f' },
    'references that nothing has': { q: 'no such thing' },
  };
}

/** What the inbox, its counts and the page of an exception read. */
export async function inboxCalls(db: Database, sql: Sql, shipments: number): Promise<Call[]> {
  const call = (name: string, run: Call['run']): Call => ({ name: `inbox: ${name}`, within: INBOX_MS, run });
  const list = (name: string, filter: ExceptionFilter, paging: Partial<Paging> = {}) =>
    call(name, () => readList(db, EXCEPTIONS, { ...filter, limit: LIMIT, ...paging }));
  const counts = (name: string, filter: ExceptionFilter = {}) => call(name, () => countInbox(db, ME, filter));
  const filters = Object.entries(filtersOf(shipments));
  const [middle, last] = await Promise.all([placeAt(sql, 0.5), placeAt(sql, 0.99)]);
  const one = await someException(sql);
  return [
    ...Object.entries(TABS).flatMap(([tab, filter]) => [
      list(`${tab}`, filter),
      ...filters.map(([name, other]) => list(`${tab}, ${name}`, { ...filter, ...other })),
      ...Object.keys(EXCEPTIONS.sorts).flatMap((sort) =>
        (['asc', 'desc'] as const).map((direction) =>
          list(`${tab}, by ${sort} ${direction}`, filter, { sort, direction }),
        ),
      ),
    ]),
    list('all, in the middle', {}, { cursor: middle }),
    list('all, the page before', {}, { before: middle }),
    list('all, near the end', {}, { cursor: last }),
    list('any state, near the end', { state: 'all' }, { cursor: last }),
    counts('counts'),
    ...filters.filter(([name]) => !name.startsWith('group')).map(([name, filter]) => counts(`counts, ${name}`, filter)),
    call('all that match, for a command', () => matchingExceptions(db, {})),
    call('one exception', () => getException(db, one.id)),
    call('its evidence and timeline', async () => [
      await readEvidence(db, [one.eventId]),
      await getTimeline(db, one.shipmentId),
    ]),
    call('the exceptions of a shipment', () => exceptionsOfShipment(db, one.shipmentId)),
    call('the exceptions of a shipment without any', () => exceptionsOfShipment(db, subjectHash('shipment', 26))),
  ];
}

/** The cursor of the inbox after a share of what needs attention. */
async function placeAt(sql: Sql, share: number): Promise<string> {
  const [row] = await sql<{ urgency: string; id: string }[]>`
    with open as (
      select urgency, id, row_number() over (order by urgency desc, id desc) as at, count(*) over () as total from exception_cases
      where closed_at is null and resolved_at is null and snoozed_at is null)
    select urgency::text, id from open where at >= total * ${share}::float8 order by at limit 1`;
  return writeCursor('urgency', { value: row?.urgency ?? '0', id: row?.id ?? null });
}

async function someException(sql: Sql): Promise<{ id: string; eventId: string; shipmentId: string }> {
  const [row] = await sql<{ id: string; eventId: string; shipmentId: string }[]>`
    select id, event_id as "eventId", shipment_id as "shipmentId" from exception_cases
    where closed_at is null and touched_at is not null and shipment_id is not null order by id limit 1`;
  if (!row) throw new Error('There is no exception');
  return row;
}
