/** What a deployment is checked by, over HTTP: as providers, users and operators meet it. */

import { createHmac, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 120_000;

/** Repeats `act` until it resolves to something true. Throws after two minutes, with what was waited for. */
export async function eventually<T>(what: string, act: () => Promise<T | null | false>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline) {
    const found = await act().catch(() => null);
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`This did not happen within ${DEADLINE_MS / 1_000} s: ${what}`);
}

/** Throws unless it holds, with what was expected. */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Expected: ${what}`);
}

/** A webhook about a shipment that no other one is about: its body, and the signature of the provider. */
export function signedWebhook(secret: string): { shipment: string; body: string; headers: Record<string, string> } {
  const shipment = String(randomInt(1e9, 2e9));
  const body = JSON.stringify({
    type: 'shipment.milestone',
    data: {
      shipment_id: shipment,
      milestone: 'departed',
      occurred_at: '2026-03-12T14:30:00+08:00',
      location: { name: 'Shanghai', country: 'CN' },
    },
  });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { shipment, body, headers: { 'x-hub-signature-256': `sha256=${signature}` } };
}

/** Posts a signed webhook. Resolves to its status and the shipment that it is about; status 0 without an answer. */
export async function sendWebhook(url: string, secret: string): Promise<{ status: number; shipment: string }> {
  const { shipment, body, headers } = signedWebhook(secret);
  const answer = await fetch(`${url}/api/webhooks/flexport`, { method: 'POST', body, headers }).catch(() => null);
  await answer?.arrayBuffer();
  return { status: answer?.status ?? 0, shipment };
}

/** Waits until a worker processed the webhook of a shipment. Resolves to its id in the REST API. */
export function awaitProcessed(url: string, token: string, shipment: string): Promise<string> {
  return eventually(`shipment ${shipment} is in the REST API`, async () => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1/shipments?q=${shipment}`, { headers });
    const { data } = (await answer.json()) as { data: { id: string }[] };
    return data.length === 1 ? (data[0]?.id ?? null) : null;
  });
}

const cookiesOf = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);

/** Signs in as the form does, and opens the overview. Returns the page. Throws if either fails. `headers` are sent with each request. */
export async function openOverview(
  url: string,
  credentials: { email: string; password: string },
  headers: Record<string, string>,
): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`, { headers });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie: cookiesOf(csrf).join('; ') },
    body: new URLSearchParams({ ...credentials, csrfToken, callbackUrl: url }),
  });
  const cookie = cookiesOf(signedIn).join('; ');
  const page = await fetch(`${url}/`, { redirect: 'manual', headers: { ...headers, cookie } });
  expect(page.status === 200, `the overview is answered 200 after signing in, not ${page.status}`);
  return page.text();
}

/** One metric of Prometheus by its name with labels; null if it is not reported. */
export async function readMetric(url: string, token: string, name: string): Promise<number | null> {
  const answer = await fetch(`${url}/api/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const line = (await answer.text()).split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? null : Number(line.slice(name.length + 1));
}
