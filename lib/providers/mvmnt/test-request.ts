import type { Provider } from '../contract.ts';

/** A booked shipment. */
export const testRequest: Provider['testRequest'] = (secret, { id, at }) => {
  const data = { id, friendlyId: 'Test of the webhook address' };
  const body = JSON.stringify({ sentAt: at, events: [{ event: 'SHIPMENT_BOOKED', timestamp: at, data }] });
  return { headers: { 'content-type': 'application/json', 'x-api-key': secret }, body };
};
