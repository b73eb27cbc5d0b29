import { expect } from '@playwright/test';
import { hoursAgo } from '#tests/support/sailing.ts';
import { deliver, signed } from '#tests/support/signed.ts';
import { url } from './fixtures.ts';

/** A documented leg event for a shipment from Shanghai to Los Angeles. */
export function legEvent(
  id: number,
  shipment: number,
  type: string,
  changes: Record<string, unknown> = {},
  more: Record<string, unknown> = {},
): string {
  const node = (name: string, unlocode: string, timezone: string) => ({
    tags: [],
    place: { name, address: { city: name, country_code: unlocode.slice(0, 2), unlocode, timezone }, details: [] },
    terminal: null,
  });
  const resource = {
    _object: '/shipment_leg',
    id: shipment + 1,
    shipment: { id: shipment },
    transportation_mode: 'ocean',
    estimated_departure_date: '2026-03-12T10:00:00.000+08:00',
    actual_departure_date: '2026-03-12T14:30:00.000+08:00',
    estimated_arrival_date: '2026-03-29T09:00:00.000-07:00',
    actual_arrival_date: null,
    origin: node('Shanghai', 'CNSHA', 'Asia/Shanghai'),
    destination: node('Los Angeles', 'USLAX', 'America/Los_Angeles'),
    ocean_leg: { vessel_name: 'EVER ALOT', voyage_number: '1187-042E', scac_code: 'EGLV' },
    ...changes,
  };
  const data = {
    resource,
    shipment: { id: shipment, name: `Order ${shipment}`, transportation_mode: 'ocean', ...more },
    location: null,
  };
  const at = `2026-04-01T08:00:${String(id % 60).padStart(2, '0')}.000Z`;
  const occurred = type === 'arrived' ? resource.actual_arrival_date : resource.actual_departure_date;
  return JSON.stringify({
    _object: '/event',
    id,
    version: 2,
    type: `/shipment_leg#${type}`,
    occurred_at: occurred,
    created_at: at,
    data,
  });
}

/** Delivers a signed event. Returns the id of the delivery. */
export async function send(body: string): Promise<string> {
  const answer = await deliver(url(), 'flexport', body, signed(body));
  expect(answer.status).toBe(200);
  return String(answer.body.delivery);
}

/** Customs holds a shipment for an exam. */
export function holdEvent(id: number, shipment: number): string {
  const at = hoursAgo(6);
  return JSON.stringify({
    ...{ _object: '/event', id, version: 2, occurred_at: at, created_at: at },
    type: '/shipment#customs_undergoing_x_ray_exam',
    data: {
      _object: '/shipment_event_data',
      resource: { _object: '/shipment', id: shipment, name: `Order ${shipment}`, transportation_mode: 'ocean' },
    },
  });
}
