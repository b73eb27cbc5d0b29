import { afterAll } from 'vitest';
import { now } from '#lib/clock.ts';
import type { Answer } from '#lib/pipeline/arrival.ts';
import { receive } from '#lib/pipeline.ts';
import { findProvider } from '#lib/providers/index.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { ownDatabase } from './database.ts';
import { SECRETS } from './server.ts';
import { keyed, signed } from './signed.ts';

export type Inbox = Runtime & {
  /** Receives a body as the gateway does, with the provider's signature. */
  deliver(provider: 'flexport' | 'mvmnt', body: string | Uint8Array): Promise<Answer>;
};

/** An inbox with its own database, unless one is given, and no server; events are processed by `drain`. Stopped after the test file. */
export async function ownInbox(databaseUrl?: string): Promise<Inbox> {
  const url = databaseUrl ?? (await ownDatabase());
  const runtime = await openRuntime(url, ({ name }) => SECRETS[name as keyof typeof SECRETS]);
  afterAll(() => runtime.stop());
  return {
    ...runtime,
    deliver(name, body) {
      const provider = findProvider(name);
      if (!provider) throw new Error(`There is no provider ${name}`);
      const headers = name === 'flexport' ? signed(body) : keyed();
      const arrival = { headers, body: Buffer.from(body), receivedAt: now(), remote: '127.0.0.1' };
      return receive(provider, arrival, runtime.receiver.contextOf(provider));
    },
  };
}

/** A delivery of MVMNT with `count` different events, each about another shipment. */
export function mvmntBatch(count: number, pad = 0, prefix = 'batch'): string {
  const events = Array.from({ length: count }, (_, at) => ({
    event: 'SHIPMENT_BOOKED',
    timestamp: '2026-03-14T18:00:00Z',
    data: { id: `${prefix}-${at}`, friendlyId: `SHP-${at}`, ...(pad > 0 && { note: 'x'.repeat(pad) }) },
  }));
  return JSON.stringify({ sentAt: '2026-03-14T18:00:05Z', events });
}
