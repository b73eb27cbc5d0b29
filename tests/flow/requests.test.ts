import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { describedReferences } from '#db/queries/booking-references.ts';
import { State } from '#lib/emulator/index.ts';
import { type ProviderRequest, REQUESTS } from '#lib/model/request.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { startEmulated } from '#tests/support/emulated.ts';

const state = new State([]);
state.skipTo(new Date());
const emulated = await startEmulated(state);
const { runtime, api } = emulated;

/** A day from now, `YYYY-MM-DD`. */
const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const booking = (name: string): ProviderRequest => ({
  kind: 'booking',
  input: REQUESTS.booking.parse({
    name,
    mode: 'ocean',
    shipper: 'SUP-1001',
    consignee: 'JUN-01',
    origin: 'SUP-1001',
    incoterm: 'FCA',
    cargoReadyOn: dayAhead(30),
    containers: { forty_ft_hc: '2' },
    weightKg: '12000',
    volumeCbm: '60',
    pieces: '400',
    description: 'Lamps',
  }),
});

const OPS = { name: 'ops@example.com' };

async function stateOf(id: string) {
  const [row] = await runtime.sql`
    select state, reason, record_id as record, attempts from provider_requests where id = ${id}`;
  return row ?? {};
}

const dueNow = () => runtime.sql`update provider_requests set due_at = now() where state in ('queued', 'sent')`;
const bookingsNamed = (name: string) =>
  [...api.flexport.allObjects('/bookings')].filter((one) => String(one.name).startsWith(name)).length;

describe('a booking request', () => {
  it('is accepted, and the booking is stored at once', async () => {
    const { id } = await runtime.reconciler.enqueue('flexport', booking('Winter'), OPS);
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
    expect(await runtime.reconciler.send()).toBe(1);
    await runtime.drain();
    const { state: now, record } = await stateOf(id);
    expect(now).toBe('accepted');
    const [row] = await runtime.sql`select status, lcl, container_counts as counts from bookings where id = ${record}`;
    expect(row).toEqual({ status: 'submitted', lcl: false, counts: { forty_ft_hc: 2 } });
    const db = openDatabase(emulated.databaseUrl, { max: 1 });
    const known = await describedReferences(db, 'flexport', [
      { kind: 'company', reference: 'JUN-01' },
      { kind: 'address', reference: 'SUP-1001' },
    ]);
    await db.$client.end();
    expect(known.map(({ name, town, country }) => [name, town, country])).toEqual(
      expect.arrayContaining([
        ['Juniper Outfitters', 'Kent', 'US'],
        ['Suzhou Brightwell Electronics, 1 Main Street', 'Suzhou', 'CN'],
      ]),
    );
  });

  it('is amended, and the booking has the new value', async () => {
    const [row] = await runtime.sql`select id, external_id as external from bookings limit 1`;
    const input = REQUESTS.amendment.parse({ booking: row?.external, cargoReadyOn: dayAhead(37) });
    const { id } = await runtime.reconciler.enqueue('flexport', { kind: 'amendment', input }, OPS);
    await runtime.reconciler.send();
    await runtime.drain();
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', record: row?.id });
    const [now] = await runtime.sql`select cargo_ready_on as ready from bookings where id = ${row?.id}`;
    expect(now).toEqual({ ready: dayAhead(37) });
  });

  it('is rejected with the reason of the provider, and not sent again', async () => {
    const input = REQUESTS.amendment.parse({ booking: '404', name: 'None' });
    const { id } = await runtime.reconciler.enqueue('flexport', { kind: 'amendment', input }, OPS);
    await runtime.reconciler.send();
    await runtime.reconciler.send();
    expect(await stateOf(id)).toMatchObject({ state: 'refused', reason: 'there is no booking 404', attempts: 1 });
  });

  it('makes one booking when the response is lost', async () => {
    const { id } = await runtime.reconciler.enqueue('flexport', booking('Lost'), OPS);
    api.faults.flexport.loseResponse = 1;
    await runtime.reconciler.send();
    expect(await stateOf(id)).toMatchObject({ state: 'sent', reason: 'POST /flexport/bookings: answered 502' });
    api.faults.flexport.loseResponse = 0;
    await dueNow();
    await runtime.reconciler.send();
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect(bookingsNamed('Lost')).toBe(1);
  });

  it('makes one booking when the worker is killed between sending and recording', async () => {
    const { id } = await runtime.reconciler.enqueue('flexport', booking('Killed'), OPS);
    api.faults.flexport.lagMs = 30_000;
    const program = join(import.meta.dirname, '../support/sender.ts');
    const worker = spawn(process.execPath, [program, emulated.databaseUrl], {
      env: { ...process.env, ...emulated.variables, FLEXPORT_API_TOKEN: 'emulated-key', LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await vi.waitUntil(() => bookingsNamed('Killed') === 1, { timeout: PATIENCE_MS });
    const exit = once(worker, 'exit');
    worker.kill('SIGKILL');
    await exit;
    api.faults.flexport.lagMs = 0;
    expect(await stateOf(id)).toMatchObject({ state: 'sent' });
    await vi.waitUntil(async () => {
      await dueNow();
      return (await runtime.reconciler.send()) > 0;
    }, PATIENCE_MS);
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect(bookingsNamed('Killed')).toBe(1);
  });

  it('is amended in the order of the requests, also if the API was unavailable for the first attempt', async () => {
    const [row] = await runtime.sql`select id, external_id as external from bookings order by id limit 1`;
    const amend = (cargoReadyOn: string) =>
      runtime.reconciler.enqueue(
        'flexport',
        { kind: 'amendment', input: REQUESTS.amendment.parse({ booking: row?.external, cargoReadyOn }) },
        OPS,
      );
    api.faults.flexport.unavailable = true;
    const { id: first } = await amend(dayAhead(40));
    await runtime.reconciler.send();
    api.faults.flexport.unavailable = false;
    const { id: second } = await amend(dayAhead(44));
    await runtime.reconciler.send();
    expect(await stateOf(first)).toMatchObject({ state: 'sent' });
    expect(await stateOf(second)).toMatchObject({ state: 'queued' });
    await dueNow();
    await runtime.reconciler.send();
    await runtime.drain();
    expect(await stateOf(second)).toMatchObject({ state: 'accepted' });
    const [now] = await runtime.sql`select cargo_ready_on as ready from bookings where id = ${row?.id}`;
    expect(now).toEqual({ ready: dayAhead(44) });
  });

  it('is sent once by many concurrent workers', async () => {
    await runtime.reconciler.enqueue('flexport', booking('Crowd'), OPS);
    await Promise.all([1, 2, 3, 4].map(() => runtime.reconciler.send()));
    expect(bookingsNamed('Crowd')).toBe(1);
  });
});

describe('a product request', () => {
  const product = (sku: string, name: string, id?: string): ProviderRequest => ({
    kind: 'product',
    input: REQUESTS.product.parse({ sku, name, product: id, countryOfOrigin: 'CN', hsCodes: ['9405110000'] }),
  });

  it('creates a product, changes it, and is rejected if its SKU exists', async () => {
    await runtime.reconciler.enqueue('flexport', product('LAMP-1', 'Lamp'), OPS);
    await runtime.reconciler.send();
    await runtime.drain();
    const [row] =
      await runtime.sql`select external_id as external, name, hs_codes as codes from products where sku = 'LAMP-1'`;
    expect(row).toMatchObject({ name: 'Lamp', codes: ['9405110000'] });
    await runtime.reconciler.enqueue('flexport', product('LAMP-1', 'Desk lamp', row?.external), OPS);
    // A failed first attempt must not count as done because the product exists.
    api.faults.flexport.unavailable = true;
    await runtime.reconciler.send();
    api.faults.flexport.unavailable = false;
    await dueNow();
    await runtime.reconciler.send();
    await runtime.drain();
    const [changed] = await runtime.sql`select name from products where sku = 'LAMP-1'`;
    expect(changed).toEqual({ name: 'Desk lamp' });
    const { id: again } = await runtime.reconciler.enqueue('flexport', product('LAMP-1', 'Other lamp'), OPS);
    await runtime.reconciler.send();
    expect(await stateOf(again)).toMatchObject({ state: 'refused', reason: 'sku LAMP-1 has already been taken' });
  });
});
