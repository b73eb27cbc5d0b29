import { createHmac } from 'node:crypto';
import { SECRETS } from './server.ts';

/** Headers of a request that Flexport signed. */
export function signed(body: string | Uint8Array, secret: string = SECRETS.flexport[0]): Record<string, string> {
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest}` };
}

/** Headers of a request that MVMNT sent. */
export function keyed(token: string = SECRETS.mvmnt[0]): Record<string, string> {
  return { 'content-type': 'application/json', 'x-api-key': token };
}

/** An event in the compact format: shipment `SHP-<n>` departed. */
export function departure(id: string, shipment = `SHP-${id}`, occurredAt = '2026-03-12T14:30:00+08:00'): string {
  const location = { name: 'Shanghai', country: 'CN' };
  return JSON.stringify({
    id,
    type: 'shipment.milestone',
    data: { shipment_id: shipment, milestone: 'departed', occurred_at: occurredAt, location },
  });
}

/** Posts a body to a provider's webhook URL and reads the response. */
export async function deliver(
  url: string,
  provider: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
) {
  const response = await fetch(`${url}/api/webhooks/${provider}`, { method: 'POST', body: body as BodyInit, headers });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Record<string, unknown>,
  };
}
