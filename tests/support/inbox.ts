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
  /** Receives a body as a door does, signed as the provider signs. */
  deliver(provider: 'flexport' | 'mvmnt', body: string | Uint8Array): Promise<Answer>;
};

/** An inbox over a database of its own, without a server; nothing is processed until `drain`. Gone after the file. */
export async function ownInbox(): Promise<Inbox> {
  const engine = await openRuntime(await ownDatabase(), ({ name }) => SECRETS[name as keyof typeof SECRETS]);
  afterAll(() => engine.stop());
  return {
    ...engine,
    deliver(name, body) {
      const provider = findProvider(name);
      if (!provider) throw new Error(`There is no provider ${name}`);
      const headers = name === 'flexport' ? signed(body) : keyed();
      const arrival = { headers, body: Buffer.from(body), receivedAt: now(), remote: '127.0.0.1' };
      return receive(provider, arrival, engine.receiver.contextOf(provider));
    },
  };
}

/** A delivery of MVMNT with that many different events, each about a shipment of its own. */
export function mvmntBatch(count: number, pad = 0, prefix = 'batch'): string {
  const events = Array.from({ length: count }, (_, at) => ({
    event: 'SHIPMENT_BOOKED',
    timestamp: '2026-03-14T18:00:00Z',
    data: { id: `${prefix}-${at}`, friendlyId: `SHP-${at}`, ...(pad > 0 && { note: 'x'.repeat(pad) }) },
  }));
  return JSON.stringify({ sentAt: '2026-03-14T18:00:05Z', events });
}
