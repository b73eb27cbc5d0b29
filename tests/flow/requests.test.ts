import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { usedReferences } from '#db/queries/requests.ts';
import { State } from '#lib/emulator/index.ts';
import { type ProviderRequest, REQUESTS } from '#lib/model/request.ts';
import { PATIENCE_MS } from '#tests/support/await.ts';
import { emulated } from '#tests/support/emulated.ts';

const state = new State([]);
state.skipTo(new Date());
const tower = await emulated(state);
const { engine, api } = tower;

const booking = (name: string): ProviderRequest => ({
  kind: 'booking',
  input: REQUESTS.booking.parse({
    name,
    mode: 'ocean',
    shipper: 'SHEN-01',
    consignee: 'JUN-01',
    origin: 'SHEN-WH',
    cargoReadyOn: '2026-12-01',
    containers: { forty_ft_hc: '2' },
    weightKg: '12000',
    volumeCbm: '60',
  }),
});

const OPS = { name: 'ops@example.com' };

async function stateOf(id: string) {
  const [row] = await engine.sql`
    select state, reason, record_id as record, attempts from provider_requests where id = ${id}`;
  return row ?? {};
}

const dueNow = () => engine.sql`update provider_requests set due_at = now() where state in ('queued', 'sent')`;
const bookingsNamed = (name: string) =>
  [...api.flexport.truth('/bookings')].filter((one) => String(one.name).startsWith(name)).length;

describe('a booking that is asked for', () => {
  it('is accepted, and there as a booking at once', async () => {
    const { id } = await engine.reconciler.enqueue('flexport', booking('Winter'), OPS);
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
    expect(await engine.reconciler.send()).toBe(1);
    await engine.drain();
    const { state: now, record } = await stateOf(id);
    expect(now).toBe('accepted');
    const [row] = await engine.sql`select status, lcl, container_counts as counts from bookings where id = ${record}`;
    expect(row).toEqual({ status: 'submitted', lcl: false, counts: { forty_ft_hc: 2 } });
    const db = openDatabase(tower.databaseUrl, { max: 1 });
    const offered = await usedReferences(db);
    await db.$client.end();
    expect(offered).toEqual({ companies: ['JUN-01', 'SHEN-01'], addresses: ['SHEN-WH'] });
  });

  it('is amended, and shows it', async () => {
    const [row] = await engine.sql`select id, external_id as external from bookings limit 1`;
    const input = REQUESTS.amendment.parse({ booking: row?.external, cargoReadyOn: '2026-12-08' });
    const { id } = await engine.reconciler.enqueue('flexport', { kind: 'amendment', input }, OPS);
    await engine.reconciler.send();
    await engine.drain();
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', record: row?.id });
    const [now] = await engine.sql`select cargo_ready_on as ready from bookings where id = ${row?.id}`;
    expect(now).toEqual({ ready: '2026-12-08' });
  });

  it('is refused with the reason that the provider gives, and not sent again', async () => {
    const input = REQUESTS.amendment.parse({ booking: '404', name: 'None' });
    const { id } = await engine.reconciler.enqueue('flexport', { kind: 'amendment', input }, OPS);
    await engine.reconciler.send();
    await engine.reconciler.send();
    expect(await stateOf(id)).toMatchObject({ state: 'refused', reason: 'there is no booking 404', attempts: 1 });
  });

  it('is made once when the answer is lost', async () => {
    const { id } = await engine.reconciler.enqueue('flexport', booking('Lost'), OPS);
    api.faults.flexport.mute = 1;
    await engine.reconciler.send();
    expect(await stateOf(id)).toMatchObject({ state: 'sent', reason: 'POST /flexport/bookings: answered 502' });
    api.faults.flexport.mute = 0;
    await dueNow();
    await engine.reconciler.send();
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect(bookingsNamed('Lost')).toBe(1);
  });

  it('is made once when the worker is killed between sending and recording', async () => {
    const { id } = await engine.reconciler.enqueue('flexport', booking('Killed'), OPS);
    api.faults.flexport.lagMs = 30_000;
    const program = join(import.meta.dirname, '../support/sender.ts');
    const worker = spawn(process.execPath, [program, tower.databaseUrl], {
      env: { ...process.env, ...tower.variables, FLEXPORT_API_TOKEN: 'emulated-key', LOG_LEVEL: 'silent' },
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
      return (await engine.reconciler.send()) > 0;
    }, PATIENCE_MS);
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect(bookingsNamed('Killed')).toBe(1);
  });

  it('is amended in the order in which that was asked, though the first attempt met an API that was away', async () => {
    const [row] = await engine.sql`select id, external_id as external from bookings order by id limit 1`;
    const amend = (cargoReadyOn: string) =>
      engine.reconciler.enqueue(
        'flexport',
        { kind: 'amendment', input: REQUESTS.amendment.parse({ booking: row?.external, cargoReadyOn }) },
        OPS,
      );
    api.faults.flexport.dead = true;
    const { id: first } = await amend('2026-12-20');
    await engine.reconciler.send();
    api.faults.flexport.dead = false;
    const { id: second } = await amend('2026-12-24');
    await engine.reconciler.send();
    expect(await stateOf(first)).toMatchObject({ state: 'sent' });
    expect(await stateOf(second)).toMatchObject({ state: 'queued' });
    await dueNow();
    await engine.reconciler.send();
    await engine.drain();
    expect(await stateOf(second)).toMatchObject({ state: 'accepted' });
    const [now] = await engine.sql`select cargo_ready_on as ready from bookings where id = ${row?.id}`;
    expect(now).toEqual({ ready: '2026-12-24' });
  });

  it('is sent once though many look for work at the same time', async () => {
    await engine.reconciler.enqueue('flexport', booking('Crowd'), OPS);
    await Promise.all([1, 2, 3, 4].map(() => engine.reconciler.send()));
    expect(bookingsNamed('Crowd')).toBe(1);
  });
});

describe('a product', () => {
  const product = (sku: string, name: string, id?: string): ProviderRequest => ({
    kind: 'product',
    input: REQUESTS.product.parse({ sku, name, product: id, countryOfOrigin: 'CN', hsCodes: ['9405110000'] }),
  });

  it('enters the catalogue, is changed, and refused where its SKU is taken', async () => {
    await engine.reconciler.enqueue('flexport', product('LAMP-1', 'Lamp'), OPS);
    await engine.reconciler.send();
    await engine.drain();
    const [row] =
      await engine.sql`select external_id as external, name, hs_codes as codes from products where sku = 'LAMP-1'`;
    expect(row).toMatchObject({ name: 'Lamp', codes: ['9405110000'] });
    await engine.reconciler.enqueue('flexport', product('LAMP-1', 'Desk lamp', row?.external), OPS);
    // A first attempt that fails must not be taken for done because the product is there.
    api.faults.flexport.dead = true;
    await engine.reconciler.send();
    api.faults.flexport.dead = false;
    await dueNow();
    await engine.reconciler.send();
    await engine.drain();
    const [changed] = await engine.sql`select name from products where sku = 'LAMP-1'`;
    expect(changed).toEqual({ name: 'Desk lamp' });
    const { id: again } = await engine.reconciler.enqueue('flexport', product('LAMP-1', 'Other lamp'), OPS);
    await engine.reconciler.send();
    expect(await stateOf(again)).toMatchObject({ state: 'refused', reason: 'sku LAMP-1 has already been taken' });
  });
});
