const HOUR = 3_600_000;

/** An instant some hours before now, ISO 8601 UTC. */
export const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

export type Sailing = {
  /** The id of the shipment. */
  shipment: number;
  /** Its name. */
  name?: string;
  consignee?: string;
  departed?: string | null;
  arrived?: string | null;
  /** When the source reported it. */
  reportedAt?: string;
};

let events = 0;

/** A webhook body about the only leg of a shipment from Shanghai to Los Angeles; each has an event id of its own. */
export function sailing({ shipment, name, consignee, departed, arrived, reportedAt }: Sailing): string {
  events += 1;
  const node = (place: string, unlocode: string, timezone: string) => ({
    tags: [],
    place: {
      name: place,
      address: { city: place, country_code: unlocode.slice(0, 2), unlocode, timezone },
      details: [],
    },
    terminal: null,
  });
  const resource = {
    _object: '/shipment_leg',
    id: shipment + 500_000,
    shipment: { id: shipment },
    transportation_mode: 'ocean',
    actual_departure_date: departed ?? null,
    actual_arrival_date: arrived ?? null,
    origin: node('Shanghai', 'CNSHA', 'Asia/Shanghai'),
    destination: node('Los Angeles', 'USLAX', 'America/Los_Angeles'),
    ocean_leg: { vessel_name: 'EVER ALOT', voyage_number: '1187-042E', scac_code: 'EGLV' },
  };
  const company = { _object: '/company_entity', id: Buffer.from(consignee ?? '').reduce((sum, byte) => sum + byte, 0) };
  const entity = consignee === undefined ? {} : { consignees: [{ ...company, name: consignee }] };
  return JSON.stringify({
    _object: '/event',
    id: 700_000 + events,
    version: 2,
    type: '/shipment_leg#updated_estimated_time_of_arrival',
    occurred_at: reportedAt ?? new Date().toISOString(),
    created_at: reportedAt ?? new Date().toISOString(),
    data: {
      resource,
      shipment: {
        _object: '/shipment',
        id: shipment,
        name: name ?? `Order ${shipment}`,
        transportation_mode: 'ocean',
        ...entity,
      },
      location: null,
    },
  });
}
