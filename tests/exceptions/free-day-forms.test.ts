import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { fixture } from '#lib/providers/flexport/fixtures/load.ts';
import { ownInbox } from '#tests/support/inbox.ts';

/**
 * The forms in which Flexport states `last_free_day_date`, with values of our own. Midnight and noon at the terminal, both written in UTC:
 * the ten stated days among the recorded responses of its sandbox in github.com/distributeaid/flexport-api-sandbox. A time with the
 * offset of the place: the type of the field in its OpenAPI document, in github.com/distributeaid/flexport-sdk-js. Midnight in UTC: the
 * example of its published reference. In each the last free day is Friday 3 April 2026; it is free until it ends at the terminal.
 */
const FORMS: [form: string, stated: string, terminal: Terminal][] = [
  ['midnight at the terminal in UTC', '2026-04-03T07:00:00.000Z', 'Los Angeles'],
  ['midnight at the terminal in UTC', '2026-04-03T04:00:00.000Z', 'New York'],
  ['midnight at the terminal in UTC, on the day before there', '2026-04-02T22:00:00.000Z', 'Hamburg'],
  ['midnight at the terminal in UTC, on the day before there', '2026-04-02T16:00:00.000Z', 'Shanghai'],
  ['noon at the terminal in UTC', '2026-04-03T19:00:00.000Z', 'Los Angeles'],
  ['noon at the terminal in UTC', '2026-04-03T10:00:00.000Z', 'Hamburg'],
  ['the end of the day in UTC, on the day after there', '2026-04-04T03:59:59.000Z', 'New York'],
  ['a time with the offset of the place', '2026-04-03T00:00:00.000+02:00', 'Hamburg'],
  ['a time with the offset of the place', '2026-04-03T23:59:00.000-07:00', 'Los Angeles'],
  ['midnight in UTC', '2026-04-03T00:00:00.000Z', 'Los Angeles'],
  ['midnight in UTC', '2026-04-03T00:00:00.000Z', 'Shanghai'],
  ['a day', '2026-04-03', 'New York'],
];

/** The terminals, and when Friday 3 April 2026 ends there. */
const TERMINALS = {
  'Los Angeles': {
    unlocode: 'USLAX',
    country_code: 'US',
    timezone: 'America/Los_Angeles',
    ends: '2026-04-04T07:00:00Z',
  },
  'New York': { unlocode: 'USNYC', country_code: 'US', timezone: 'America/New_York', ends: '2026-04-04T04:00:00Z' },
  Hamburg: { unlocode: 'DEHAM', country_code: 'DE', timezone: 'Europe/Berlin', ends: '2026-04-03T22:00:00Z' },
  Shanghai: { unlocode: 'CNSHA', country_code: 'CN', timezone: 'Asia/Shanghai', ends: '2026-04-03T16:00:00Z' },
};
type Terminal = keyof typeof TERMINALS;

const inbox = await ownInbox();
const { sql } = inbox;
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

const MINUTE = 60_000;
let shipment = 900_000;

/** The body of a webhook with all ids of its shipment, leg and container replaced by new ones. */
function renumbered(body: object): string {
  return JSON.stringify(body).replaceAll(/\b(418806|1204551|552310)\b/g, (id) => `${shipment}${id.slice(-2)}`);
}

async function deliver(stated: string, terminal: Terminal): Promise<void> {
  const { ends: _, ...address } = TERMINALS[terminal];
  const leg = fixture('leg-ocean-eta-updated');
  const resource = leg.data.resource as {
    destination: { place: { address: object; details: object[]; name: string } };
  };
  const { place } = resource.destination;
  place.name = terminal;
  place.address = { ...place.address, ...address, city: terminal };
  place.details = [{ _object: '/ocean/port', port_code: address.unlocode }];
  const container = fixture('container-free-time-expired');
  container.type = '/ocean/shipment_container#free_time_to_expire';
  Object.assign(container.data.resource as object, { last_free_day_date: stated });
  for (const [at, body] of [leg, container].entries()) {
    const event = { ...body, id: shipment * 10 + at, created_at: '2026-03-20T08:00:00.000Z' };
    await inbox.deliver('flexport', renumbered(event));
  }
  await inbox.drain();
}

async function openAt(ms: number): Promise<string[]> {
  vi.setSystemTime(ms);
  await sweepExceptions(sql, async () => {});
  const rows = await sql<{ type: string }[]>`
    select type from exception_cases join shipments on shipments.id = shipment_id
    where closed_at is null and type like 'charge.%' and external_id like ${`${shipment}%`}`;
  return rows.map(({ type }) => type);
}

describe('free time', () => {
  it.each(FORMS)('ends with the last free day at the terminal, stated as %s: %s in %s', async (_, stated, terminal) => {
    shipment += 1;
    // The clock goes back: what is due is looked for anew.
    await sql`delete from exception_sweep`;
    vi.setSystemTime(Date.parse('2026-03-20T09:00:00Z'));
    await deliver(stated, terminal);
    const ends = Date.parse(TERMINALS[terminal].ends);
    expect(await openAt(ends - 48 * 60 * MINUTE - MINUTE)).toEqual([]);
    expect(await openAt(ends - MINUTE)).toEqual(['charge.lfd_near']);
    expect(await openAt(ends + MINUTE)).toEqual(['charge.lfd_past']);
    const [row] = await sql`
      select left(last_free_day, 10) as day from containers join shipments on shipments.id = shipment_id
      where shipments.external_id like ${`${shipment}%`} and last_free_day is not null`;
    expect(row?.day).toBe('2026-04-03');
  });
});
