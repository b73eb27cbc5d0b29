import { expect, it } from 'vitest';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import { noteDuplicateInvoices } from '#lib/exceptions/duplicate-invoices.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { RULES } from '#lib/rebuild/rules.ts';
import { rebuild } from '#lib/rebuild/run.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const OPS = 'ops@example.com';
const inbox = await ownInbox();
const { sql } = inbox;

const held = (id: number, shipment: number) =>
  JSON.stringify({
    _object: '/event',
    ...{ id, version: 2, type: '/shipment#customs_agriculture_hold' },
    ...{ occurred_at: '2026-03-29T10:00:00.000Z', created_at: '2026-03-29T10:00:05.000Z' },
    data: { resource: { _object: '/shipment', id: shipment, name: `Order ${shipment}`, transportation_mode: 'ocean' } },
  });

const cases = () =>
  sql`select id, type, owner, closed_at is not null as ended, generation from exception_cases order by opened_at, id`;

it('a rebuild keeps what people did, opens what it finds and ends what it does not find', async () => {
  await inbox.deliver('flexport', held(1, 900));
  await inbox.deliver('flexport', held(2, 901));
  await inbox.drain();
  const [first, second] = await cases();
  expect([first?.type, second?.type]).toEqual(['hold.agency', 'hold.agency']);
  await sql`insert into users (email, role, created_at) values (${OPS}, 'operator', now())`;
  await commandExceptions(sql, OPS, [first?.id], { act: 'assign', owner: OPS }, async () => {});
  // As older rules left it: one hold was not recognised, and something else was.
  await sql`delete from exception_acts where case_id = ${second?.id}`;
  await sql`delete from exception_cases where id = ${second?.id}`;
  await sql`update exception_conditions set type = 'hold.terminal' where entity_id <> (select entity_id from exception_cases)`;
  await sweepExceptions(sql, async () => {});
  expect((await cases()).map(({ type }) => type)).toEqual(['hold.agency', 'hold.terminal']);

  await rebuild(sql, { rules: { ...RULES, version: RULES.version + 1 } });
  await sweepExceptions(sql, async () => {});
  expect([...(await cases())]).toMatchObject([
    { id: first?.id, type: 'hold.agency', owner: OPS, ended: false, generation: 1 },
    { type: 'hold.terminal', ended: true },
    { type: 'hold.agency', owner: null, ended: false, generation: 1 },
  ]);
});

const invoiced = (id: number, number: string) =>
  JSON.stringify({
    _object: '/event',
    ...{ id: 100 + id, version: 2, type: '/invoice#invoice_shared' },
    ...{ occurred_at: '2026-03-29T10:00:00.000Z', created_at: '2026-03-29T10:00:05.000Z' },
    data: { resource: { _object: '/invoice', id, name: number, total: { amount: '90.00', currency_code: 'USD' } } },
  });

it('a rebuild keeps the exceptions of invoices that are there twice, and finds them again', async () => {
  const duplicates = async () => {
    await noteDuplicateInvoices(sql, async () => {});
    return [...(await sql`select id, closed_at from exception_cases where type = 'invoice.duplicate'`)];
  };
  await inbox.deliver('flexport', invoiced(1, 'FLEX-1'));
  await inbox.deliver('flexport', invoiced(2, 'flex 1'));
  await inbox.drain();
  const before = await duplicates();
  expect(before).toMatchObject([{ closed_at: null }]);
  await rebuild(sql, { rules: { ...RULES, version: RULES.version + 2 } });
  await sweepExceptions(sql, async () => {});
  expect(await sql`select 1 from changed_invoices`).toHaveLength(2);
  expect(await duplicates()).toEqual(before);
  expect(await sql`select 1 from effects where cause = 'rebuild' and entity_type = 'invoice'`).toHaveLength(0);
});
