import type { Provider } from '../contract.ts';
import { hmac } from '../signature.ts';

/** A created shipment, in the documented form. */
export const testRequest: Provider['testRequest'] = (secret, { id, at }) => {
  const shipment = { _object: '/shipment', id, name: 'Test of the webhook address', created_date: at, updated_at: at };
  const body = JSON.stringify({
    ...{ _object: '/event', id, version: 2, type: '/shipment#created', occurred_at: at, created_at: at },
    data: { _object: '/shipment_event_data', resource: shipment, shipment, location: null, containers: [] },
  });
  const signature = hmac('sha256', secret, Buffer.from(body)).toString('hex');
  return { headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }, body };
};
