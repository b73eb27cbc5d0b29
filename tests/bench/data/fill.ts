import { createHash } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { EXCEPTIONS } from './fill-exceptions.ts';

/**
 * Fills an empty, migrated database with years of data of a large forwarder: for each shipment 15 milestones, two legs, a container,
 * four references, a supplier, its search terms and the goods of a purchase order; an invoice for every second one, a booking for every
 * fourth; the conditions of exceptions (`fill-exceptions.ts`). Indexes are built afterwards, as usual for bulk loads. Ids are hashes,
 * so they are scattered like real ones.
 */
export async function fill(sql: Sql, shipments: number, print: (line: string) => void): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and indexdef not like '%UNIQUE%'`;
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`);
  await sql.unsafe(HELPERS);
  for (const [what, statement] of Object.entries(STATEMENTS)) {
    const begun = performance.now();
    const { count } = await sql.unsafe(statement.replaceAll('{shipments}', String(shipments)));
    print(`${what}: ${count.toLocaleString('en-GB')} rows in ${seconds(begun)}`);
  }
  const begun = performance.now();
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql.unsafe('vacuum analyze');
  print(`${indexes.length} indexes in ${seconds(begun)}`);
}

/** The id of the nth object of a kind. */
export function subjectHash(kind: string, n: number): string {
  return createHash('md5')
    .update(`${kind}${n}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const seconds = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

const HELPERS = `
  create or replace function place(n bigint) returns json language sql immutable as $$
    select ('[{"name":"Shanghai","country":"CN","unlocode":"CNSHA","timeZone":"Asia/Shanghai"},
      {"name":"Los Angeles","country":"US","unlocode":"USLAX","timeZone":"America/Los_Angeles"},
      {"name":"Rotterdam","country":"NL","unlocode":"NLRTM","timeZone":"Europe/Amsterdam"},
      {"name":"Singapore","country":"SG","unlocode":"SGSIN","timeZone":"Asia/Singapore"},
      {"name":"Ho Chi Minh City","country":"VN","unlocode":"VNSGN","timeZone":"Asia/Ho_Chi_Minh"},
      {"name":"Hamburg","country":"DE","unlocode":"DEHAM","timeZone":"Europe/Berlin"},
      {"name":"Savannah","country":"US","unlocode":"USSAV","timeZone":"America/New_York"}]'::json) -> (n % 7)::int $$;
  create or replace function moment(at timestamptz) returns json language sql immutable as $$
    select json_build_object('at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'text', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'offset', 'Z', 'precision', 'time') $$;
  create or replace function learned(n bigint) returns timestamptz language sql stable as $$
    select date_trunc('hour', now()) - n * interval '40 seconds' $$;
  create or replace function key(kind text, n bigint) returns uuid language sql immutable as $$ select md5(kind || n)::uuid $$;
  create or replace function shipper(n bigint) returns text language sql immutable as $$
    select 'Shipper ' || n % 900 || (array[' Shanghai Logistics Inc', ' Trading Co Ltd', ' GmbH'])[1 + n % 3] $$;`;

/** The event of everything that is filled. */
const NOWHERE = `'00000000-0000-8000-8000-000000000000'::uuid`;
const EACH = 'from generate_series(1::bigint, {shipments}) as n';

const STATEMENTS: Record<string, string> = {
  shipments: `
    insert into shipments (id, provider, external_id, name, mode, status, status_reason, status_basis, status_at, incoterm,
      pieces, customer, origin, port_of_loading, port_of_discharge, destination, carrier, vessel, voyage, eta, eta_at,
      eta_baseline, eta_baseline_kind, late_days, late_at, free_until, progress, last_milestone, last_milestone_at, next_milestone, next_milestone_at, overdue_at,
      held_by, archived, reported_at, learned_at)
    select key('shipment', n), case n % 4 when 0 then 'mvmnt' else 'flexport' end, n::text, 'Order ' || n,
      (array['ocean','ocean','ocean','air','truck','rail'])[1 + n % 6],
      case when n % 100 < 4 then 'planned' when n % 100 < 8 then 'booked' when n % 100 < 20 then 'in_transit'
        when n % 100 < 23 then 'arrived' when n % 100 < 25 then 'delivering' else 'delivered' end,
      'Departed', 'evidence', learned(n) - interval '2 days', 'FOB', 40, 'Customer ' || n % 500, place(n), place(n),
      place(n + 1), place(n + 1), 'Evergreen', 'EVER ALOT', '1187-042E', moment(learned(n) + (n % 30) * interval '1 day'),
      learned(n) + (n % 30) * interval '1 day', moment(learned(n) + (n % 27) * interval '1 day'), 'planned',
      case when n % 100 < 20 then n % 30 - n % 27 end,
      case when n % 100 < 20 then learned(n) + ((n % 27) + 3) * interval '1 day' end,
      case when n % 100 < 25 then to_char(learned(n) + (n % 60 - 30) * interval '1 day', 'YYYY-MM-DD') end,
      '[{"step":"booked","state":"done","moment":null},{"step":"picked_up","state":"done","moment":null},{"step":"departed","state":"next","moment":null},{"step":"arrived","state":"ahead","moment":null},{"step":"delivering","state":"ahead","moment":null},{"step":"delivered","state":"ahead","moment":null}]',
      'DEPARTED', learned(n) - interval '2 days', 'ARRIVED', learned(n) + interval '9 days',
      case when n % 100 < 25 then learned(n) + interval '12 days' end,
      case when n % 250 = 0 then 'x_ray' end, false, learned(n), learned(n) ${EACH}`,
  references: `
    insert into shipment_references (shipment_id, type, value, searchable, event_id)
    select key('shipment', n), type, prefix || n, replace(prefix, '-', '') || n, ${NOWHERE}
    from generate_series(1::bigint, {shipments}) as n, lateral (values ('shipment', 'FLEX-'), ('house_bill', 'HB'),
      ('purchase_order', 'PO-'), ('carrier_booking', 'BK' || to_char(learned(n), 'YYYY') || '-')) as given(type, prefix)`,
  'parties of shipments': `
    insert into shipment_parties (shipment_id, role, party, name, event_id)
    select key('shipment', n), 'shipper', shipper(n), shipper(n), ${NOWHERE} ${EACH}`,
  legs: `
    insert into legs (id, shipment_id, external_id, sequence, main, mode, origin, destination, carrier_name, scac, vessel_name, voyage)
    select key('leg' || leg, n), key('shipment', n), leg || '-' || n, leg, leg = 2, case leg when 1 then 'truck' else 'ocean' end,
      place(n), place(n + 1), 'Evergreen', 'EGLV', 'EVER ALOT', '1187-042E'
    from generate_series(1::bigint, {shipments}) as n, generate_series(1, 2) as leg`,
  containers: `
    insert into containers (id, shipment_id, external_id, number, number_valid, type, size, seal_number, last_free_day, free_time_ends_at)
    select key('container', n), key('shipment', n), n::text, 'CSQU' || lpad((n % 10000000)::text, 7, '0'), true, 'dry',
      'fourty_ft_hc', 'SL' || n, to_char(learned(n) + (n % 60 - 30) * interval '1 day', 'YYYY-MM-DD'),
      date_trunc('day', learned(n)) + (n % 60 - 29) * interval '1 day' ${EACH}`,
  milestones: `
    insert into milestones (shipment_id, id, code, classifier, leg_id, standing, occurred_at, occurred_text, occurred_offset,
      precision, reported_at, learned_at, event_id, place)
    select key('shipment', n), code || '|||' || '|' || classifier || '|' || at, code, classifier, key('leg2', n), 'current',
      learned(n) + at * interval '1 day', to_char(learned(n) + at * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'Z', 'time',
      learned(n), learned(n), ${NOWHERE}, place(n + at)
    from generate_series(1::bigint, {shipments}) as n, (values ('BOOKING_CONFIRMED', 'ACT', -20), ('CARGO_READY', 'EST', -14),
      ('CARGO_READY', 'ACT', -13), ('PICKED_UP', 'EST', -12), ('PICKED_UP', 'ACT', -12), ('LOADED', 'ACT', -10),
      ('DEPARTED', 'PLN', -10), ('DEPARTED', 'EST', -9), ('DEPARTED', 'ACT', -9), ('ARRIVED', 'PLN', 11), ('ARRIVED', 'EST', 12),
      ('DISCHARGED', 'EST', 13), ('CUSTOMS_RELEASED', 'EST', 14), ('OUT_FOR_DELIVERY', 'EST', 15), ('DELIVERED', 'EST', 16)
    ) as given(code, classifier, at)`,
  'search terms': `
    insert into search_terms (entity_id, shipment_id, terms)
    select key('shipment', n), key('shipment', n), E'\\n' || array_to_string(array(select term from unnest(array[
      'FLEX' || n, 'HB' || n, 'PO' || n, 'BK' || to_char(learned(n), 'YYYY') || n, 'ORDER' || n, 'CUSTOMER' || n % 500, 'EVERALOT', 'EVERALOT1187042E',
      'CSQU' || lpad((n % 10000000)::text, 7, '0'), replace(upper(shipper(n)), ' ', ''), 'SKU' || n % 5000, 'PRODUCT' || n % 5000,
      'MV' || upper(substr(md5((n % 3000)::text), 1, 8))]) as term order by term collate "C"), E'\\n') || E'\\n' ${EACH}`,
  exceptions: `
    insert into exceptions (shipment_id, id, kind, code, reason, raised_at, raised_by)
    select key('shipment', n), 'CUSTOMS_HOLD|||', 'hold', 'CUSTOMS_HOLD', 'x_ray', learned(n), ${NOWHERE}
    from generate_series(50::bigint, {shipments}, 50) as n`,
  items: `
    insert into shipment_items (shipment_id, id, container_id, sku, product, po_number, po_searchable, units)
    select key('shipment', n), '|1', null, 'SKU-' || n % 5000, 'Product ' || n % 5000, 'PO-' || n, 'PO' || n, 40 ${EACH}`,
  invoices: `
    insert into invoices (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, kind, issuer,
      recipient, issued_at, issued_on, due_on, currency, total, balance)
    select key('invoice', n), 'flexport', n::text, 'INV-' || n, 'INV' || n, (array['outstanding','paid','paid','paid','partly_paid'])[1 + n % 5],
      false, learned(2 * n), learned(2 * n), (array['freight','freight','commercial','carrier_bill'])[1 + n % 4], 'Forwarder', 'Customer ' || n % 500,
      learned(2 * n), to_char(learned(2 * n), 'YYYY-MM-DD'), to_char(learned(2 * n) + (n % 60) * interval '1 day', 'YYYY-MM-DD'), 'USD',
      1000 + n % 9000, case when n % 5 in (1, 2, 3) then 0 else 500 end
    from generate_series(1::bigint, {shipments} / 2) as n`,
  'invoice lines': `
    insert into invoice_lines (invoice_id, position, name, category, amount)
    select key('invoice', n), line, 'Freight', 'freight', json_build_object('amount', '500.00', 'currency', 'USD')
    from generate_series(1::bigint, {shipments} / 2) as n, generate_series(1, 2) as line`,
  'invoices of shipments': `
    insert into shipment_records (record_id, shipment_id, record_type, event_id)
    select key('invoice', n), key('shipment', 2 * n), 'invoice', ${NOWHERE} from generate_series(1::bigint, {shipments} / 2) as n`,
  'search terms of invoices': `
    insert into search_terms (entity_id, shipment_id, terms)
    select key('invoice', n), key('shipment', 2 * n), E'\\nINV' || n || E'\\n' from generate_series(1::bigint, {shipments} / 2) as n`,
  bookings: `
    insert into bookings (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, mode, incoterm,
      port_of_loading, port_of_discharge, shipper, consignee, cargo_ready_on, amendments)
    select key('booking', n), 'flexport', n::text, 'BKG-' || n, 'BKG' || n, (array['confirmed','shipped','submitted'])[1 + n % 3], false,
      learned(4 * n), learned(4 * n), 'ocean', 'FOB', place(n), place(n + 1), 'Shipper ' || n % 500, 'Customer ' || n % 500,
      to_char(learned(4 * n), 'YYYY-MM-DD'), 0
    from generate_series(1::bigint, {shipments} / 4) as n`,
  'purchase orders': `
    insert into purchase_orders (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, buyer, seller,
      cargo_ready_on, must_arrive_on, late_at, line_count, units)
    select key('order', n), 'flexport', n::text, 'PO-' || n, 'PO' || n, (array['open','closed'])[1 + n % 2], false, learned(2 * n),
      learned(2 * n), 'Customer ' || n % 500, 'Seller ' || n % 900, to_char(learned(2 * n), 'YYYY-MM-DD'),
      to_char(learned(2 * n) + interval '30 days', 'YYYY-MM-DD'), date_trunc('day', learned(2 * n)) + interval '31 days', 2, 80
    from generate_series(1::bigint, {shipments} / 2) as n`,
  'order lines': `
    insert into purchase_order_lines (purchase_order_id, position, number, sku, product, units)
    select key('order', n), line, line::text, 'SKU-' || (n + line) % 5000, 'Product', 40
    from generate_series(1::bigint, {shipments} / 2) as n, generate_series(1, 2) as line`,
  products: `
    insert into products (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, sku, name, country_of_origin)
    select key('product', n), 'flexport', n::text, 'SKU-' || n, 'SKU' || n, 'active', false, learned(n), learned(n), 'SKU-' || n,
      'Product ' || n, 'CN'
    from generate_series(1::bigint, greatest({shipments} / 20, 1)) as n`,
  documents: `
    insert into documents (id, provider, external_id, number, searchable, status, removed, reported_at, learned_at, type, satisfies,
      file_name, uploaded_at)
    select key('document', n), 'flexport', n::text, 'bill-' || n || '.pdf', 'BILL' || n || 'PDF', 'present', false, learned(n), learned(n),
      (array['house_bill_of_lading','commercial_invoice','packing_list'])[1 + n % 3],
      array[(array['house_bill','commercial_invoice','packing_list'])[1 + n % 3]], 'bill-' || n || '.pdf', learned(n) ${EACH}`,
  'documents of shipments': `
    insert into shipment_records (record_id, shipment_id, record_type, event_id)
    select key('document', n), key('shipment', n), 'document', ${NOWHERE} ${EACH}`,
  'search terms of documents': `
    insert into search_terms (entity_id, shipment_id, terms)
    select key('document', n), key('shipment', n), E'\\nBILL' || n || E'PDF\\n' ${EACH}`,
  parties: `
    insert into parties (id, provider, external_id, type, name, removed, reported_at)
    select key('party', n), 'mvmnt', n::text, 'customer', 'Customer ' || n, false, learned(n)
    from generate_series(1::bigint, greatest({shipments} / 50, 1)) as n`,
  ...EXCEPTIONS,
};
