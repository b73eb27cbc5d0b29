import { env } from '#lib/env.ts';

/** Hosts on which a server listens that are no address of it. */
const ANY_HOST = new Set(['0.0.0.0', '::']);

/** The address to which a source sends its webhooks. Without `APP_URL`, one that only this machine reaches. */
export function webhookAddress(provider: string): string {
  const { APP_URL, HOST, PORT } = env();
  const host = ANY_HOST.has(HOST) ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST;
  const base = APP_URL?.replace(/\/+$/, '') ?? `http://${host}:${PORT}`;
  return `${base}/api/webhooks/${provider}`;
}
