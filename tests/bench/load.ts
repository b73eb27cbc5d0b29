import { createHmac } from 'node:crypto';
import autocannon from 'autocannon';

export const SECRET = 'bench-secret-0123456789';

/** `sent` is the number of events sent, answered or not. */
export type Load = { perSecond: number; p50: number; p99: number; refused: number; sent: number };

export type EventOptions = { shipment?: number; type?: string; eta?: string };

const DAY_MS = 86_400_000;
const TODAY = Math.floor(Date.now() / DAY_MS) * DAY_MS;

/** The date some days after today, as `yyyy-mm-dd`: a load is about cargo that is under way now. */
export function dayFromNow(days: number): string {
  return new Date(TODAY + days * DAY_MS).toISOString().slice(0, 10);
}

const DEPARTED = dayFromNow(-14);

/** The instant of an event by its id, within the day before `DEPARTED`. */
const instantOf = (id: number) => new Date(TODAY - 15 * DAY_MS + (id % 86_400) * 1000).toISOString();

/** A compact event of some 200 bytes. */
export function compactEvent(id: number, { shipment = id, type = 'departed' }: EventOptions = {}): string {
  const location = { name: 'Shanghai', country: 'CN' };
  const data = { shipment_id: `SHP-${shipment}`, milestone: type, occurred_at: instantOf(id), location };
  return JSON.stringify({ id: `evt_${id}`, type: 'shipment.milestone', data });
}

/** A documented leg event of some 2.4 kB; events differ by id only. */
export function event(
  id: number,
  { shipment: about = id, type = '/shipment_leg#departed', eta = dayFromNow(10) }: EventOptions = {},
): string {
  const place = (name: string, unlocode: string, timezone: string) => ({
    _object: '/shipment_node',
    tags: ['port_of_loading'],
    place: {
      _object: '/place',
      name,
      address: {
        _object: '/address',
        street_address: '1 Harbour Road',
        city: name,
        country_code: unlocode.slice(0, 2),
        unlocode,
        timezone,
      },
      details: [{ _object: '/ocean/port', port_code: unlocode }],
    },
    terminal: null,
  });
  const reference = (type: string) => ({
    _object: '/api/refs/collection',
    ref_type: type,
    link: `https://api.flexport.com${type}s?f.shipment.id=${about}`,
  });
  const dates = {
    estimated_departure_date: `${DEPARTED}T12:00:00.000+08:00`,
    actual_departure_date: `${DEPARTED}T14:30:00.000+08:00`,
    estimated_arrival_date: `${eta}T09:00:00.000-07:00`,
    actual_arrival_date: type.endsWith('#arrived') ? `${eta}T11:30:00.000-07:00` : null,
  };
  const shipment = {
    _object: '/shipment',
    id: about,
    name: `Spring order ${about}`,
    transportation_mode: 'ocean',
    freight_type: 'port_to_door',
    incoterm: 'FOB',
    status: 'in_transit_to_arrival_port',
    pieces: 40,
    ...dates,
    updated_at: `${DEPARTED}T07:59:58.000Z`,
    created_date: `${dayFromNow(-34)}T03:00:00.000Z`,
    ocean_shipment: {
      is_lcl: false,
      house_bill_number: `FLXT${about}`,
      master_bill_number: null,
      containers: reference('/ocean/shipment_container'),
    },
    legs: reference('/shipment_leg'),
    documents: reference('/document'),
    items: [],
    metadata: {},
  };
  const resource = {
    _object: '/shipment_leg',
    id: about + 5,
    shipment: {
      _object: '/api/refs/object',
      ref_type: '/shipment',
      id,
      link: `https://api.flexport.com/shipments/${id}`,
    },
    transportation_mode: 'ocean',
    carrier_name: 'Evergreen',
    ...dates,
    origin: place('Shanghai', 'CNSHA', 'Asia/Shanghai'),
    destination: place('Los Angeles', 'USLAX', 'America/Los_Angeles'),
    ocean_leg: { scac_code: 'EGLV', vessel_name: 'EVER ALOT', vessel_imo: '9893955', voyage_number: '1187-042E' },
  };
  return JSON.stringify({
    _object: '/event',
    id,
    version: 2,
    type,
    occurred_at: type.endsWith('#arrived') ? `${eta}T18:30:00.000Z` : `${DEPARTED}T06:30:00.000Z`,
    created_at: instantOf(id),
    data: { _object: '/shipment_event_data', resource, shipment, location: resource.origin, containers: [] },
  });
}

/** Signed requests with ids from `from`, built before the measurement. */
export function requests(from: number, count: number): { body: string; headers: Record<string, string> }[] {
  return Array.from({ length: count }, (_, at) => {
    const body = process.env.BODY === 'full' ? event(from + at) : compactEvent(from + at);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } };
  });
}

export type LoadOptions = {
  url: string;
  from: number;
  seconds: number;
  connections: number;
  rate?: number;
  /** The number of events built before the measurement. Further ones are built during it. */
  ahead: number;
};

/** Posts different events for some seconds and counts the responses with status 200. */
export async function post({ url, from, seconds, connections, rate, ahead }: LoadOptions): Promise<Load> {
  const made = requests(from, ahead);
  let next = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(rate && { overallRate: rate }),
    requests: [
      {
        method: 'POST',
        setupRequest: (request: autocannon.Request) => {
          const one = made[next] ?? requests(from + next, 1)[0];
          next += 1;
          return { ...request, ...one };
        },
      },
    ],
  });
  return {
    perSecond: Math.round(result['2xx'] / result.duration),
    p50: result.latency.p50,
    p99: result.latency.p99,
    refused: result.non2xx + result.errors,
    sent: next,
  };
}
