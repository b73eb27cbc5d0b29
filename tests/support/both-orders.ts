import { expect, it } from 'vitest';
import type { Inbox } from './inbox.ts';

/** A webhook of a story. */
export type Sent = { provider: 'flexport' | 'mvmnt'; body: Record<string, unknown> };

/** The id of a shipment of MVMNT, by its number. */
export const truckId = (id: number) => `5b9cdb2e-7f0c-4f6c-9a3e-${String(id).padStart(12, '0')}`;

/**
 * Tests on an inbox that tell a story in the order in which it happened and in reverse, each about a shipment of its own: `next` returns its
 * number. `check` gets its id at the provider, as do the functions that read what is shown.
 */
export function storiesOn({ sql, deliver, drain }: Inbox, next: () => number) {
  const shipmentId = (id: string) => sql`(select id from shipments where external_id = ${id})`;
  type Story = (id: number) => Sent[];
  type Check = (id: string) => Promise<void>;
  const inOrders = (orders: readonly string[], name: string, story: Story, check: Check): void => {
    it.each(orders)(`${name}, ${'%s'}`, async (order) => {
      const id = next();
      const sent = story(id);
      for (const { provider, body } of order === 'reversed' ? sent.toReversed() : sent) {
        expect((await deliver(provider, JSON.stringify(body))).status).toBe(200);
        if (order !== 'together') await drain();
      }
      await drain();
      await check(sent[0]?.provider === 'mvmnt' ? truckId(id) : String(id));
    });
  };
  return {
    shipmentId,
    inBothOrders: (name: string, story: Story, check: Check) =>
      inOrders(['as it happened', 'reversed'], name, story, check),
    /** Also with all webhooks in one batch, which is one transaction. */
    inAnyOrder: (name: string, story: Story, check: Check) =>
      inOrders(['as it happened', 'reversed', 'together'], name, story, check),
    async numbersOf(id: string, type: string): Promise<string[]> {
      const rows = await sql<{ value: string }[]>`
        select value from shipment_references where shipment_id = ${shipmentId(id)} and type = ${type} order by value`;
      return rows.map(({ value }) => value);
    },
    async partiesOf(id: string, role: string): Promise<string[]> {
      const rows = await sql<{ name: string }[]>`
        select name from shipment_parties where shipment_id = ${shipmentId(id)} and role = ${role} order by name`;
      return rows.map(({ name }) => name);
    },
  };
}
