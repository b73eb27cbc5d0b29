import type { Sql } from '#db/client.ts';
import type { Api } from '#lib/emulator/index.ts';

type Json = Record<string, unknown>;
/** The compared values by name. */
type Values = Map<string, unknown>;

/** Lists every stored value that differs from the emulated APIs. */
export async function disagreements(api: Api, sql: Sql): Promise<string[]> {
  const shown = await shownValues(sql);
  const lines: string[] = [];
  for (const [name, source] of sourceValues(api)) {
    const value = shown.get(name) ?? null;
    if (!agree(value, source ?? null)) lines.push(`${name}: ${JSON.stringify(value)}, not ${JSON.stringify(source)}`);
  }
  return lines;
}

/** Dates are equal if they are the same instant, or the day of it. */
function agree(shown: unknown, source: unknown): boolean {
  if (shown === source || (source === '' && shown === null)) return true;
  if (typeof shown !== 'string') return false;
  if (typeof source === 'number') return Number(shown) === source;
  if (typeof source !== 'string') return false;
  if (shown === source.slice(0, 10)) return true;
  if (/^\d{4}-\d\d-\d\dT/.test(source)) return Date.parse(shown) === Date.parse(source);
  return /^-?\d+(\.\d+)?$/.test(source) && Number(shown) === Number(source);
}

function sourceValues({ flexport, mvmnt }: Api): Values {
  const values: Values = new Map();
  const put = (name: string, fields: Json) => {
    for (const [field, value] of Object.entries(fields)) values.set(`${name} ${field}`, value);
  };
  for (const one of flexport.allObjects('/shipments')) {
    put(`shipment ${one.id}`, { status: one.status, incoterm: one.incoterm, name: one.name, priority: one.priority });
  }
  for (const leg of flexport.allObjects('/shipment_legs')) putLeg(put, leg);
  for (const box of flexport.allObjects('/ocean/shipment_containers')) {
    const free = typeof box.last_free_day_date === 'string' ? box.last_free_day_date : null;
    put(`container ${box.id}`, { number: box.container_number, seal: box.seal_number, free });
    putMoments(put, ` container ${box.id}`, {
      AVAILABLE_FOR_PICKUP: box.available_for_pickup_date,
      EMPTY_RETURNED: box.empty_returned_date,
    });
  }
  for (const part of flexport.allObjects('/ocean/shipment_container_legs')) {
    const dates = part.dates as Json;
    const at = `leg ${(part.leg as Json).id} container ${(part.shipment_container as Json).id}`;
    putMoments(put, at, { LOADED: dates.actual_loaded_on_board_date, DISCHARGED: dates.actual_discharge_date });
  }
  for (const one of flexport.allObjects('/bookings')) put(`booking ${one.id}`, { ready: one.cargo_ready_date });
  for (const one of flexport.allObjects('/purchase_orders')) {
    put(`purchase_order ${one.id}`, { number: one.name, due: one.must_arrive_date });
  }
  for (const one of flexport.allObjects('/products')) put(`product ${one.id}`, { sku: one.sku, name: one.name });
  for (const one of flexport.allObjects('/invoices')) {
    put(`invoice ${one.id}`, {
      total: (one.total as Json).amount,
      balance: (one.balance as Json).amount,
      due: one.due_date,
    });
  }
  for (const one of flexport.allObjects('/commercial_invoices')) {
    put(`invoice ${one.id}`, { total: (one.total_value as Json).amount, number: one.invoice_number });
  }
  for (const one of flexport.allObjects('/documents')) put(`document ${one.id}`, { type: one.document_type });
  for (const one of mvmnt.allObjects('shipments')) put(`shipment ${one.id}`, { status: one.status });
  // The plans of a cancelled load are not plans of its shipment.
  for (const load of mvmnt.allObjects('loads')) if (load.status !== 'CANCELED') putStops(put, load);
  for (const name of ['invoices', 'bills']) {
    for (const one of mvmnt.allObjects(name)) {
      put(`invoice ${one.id}`, { total: one.amount, balance: one.amountOwed, status: statusOf(one) });
    }
  }
  for (const name of ['payments', 'bill-payments']) {
    for (const one of mvmnt.allObjects(name)) {
      for (const part of one.applications as Json[])
        put(`invoice ${part.invoiceId ?? part.billId}`, { [`paid ${one.id}`]: part.amount });
    }
  }
  for (const one of mvmnt.allObjects('documents')) put(`document ${one.id}`, { type: String(one.type).toLowerCase() });
  for (const name of ['customers', 'carriers']) {
    for (const one of mvmnt.allObjects(name)) put(`party ${one.id}`, { name: one.name, status: one.status });
  }
  return values;
}

/** Amounts take precedence over the status: an invoice that is owed in part is paid in part. */
function statusOf({ status, amountPaid, amountOwed }: Json): string | undefined {
  const isPart = Number(amountPaid) > 0 && Number(amountOwed) > 0;
  return isPart && status !== 'DRAFT' && status !== 'VOIDED' ? 'partly_paid' : INVOICE[String(status)];
}

type Put = (name: string, fields: Json) => void;

const INVOICE: Record<string, string> = {
  DRAFT: 'draft',
  AWAITING_PAYMENT: 'outstanding',
  PARTIALLY_PAID: 'partly_paid',
  PAID: 'paid',
  VOIDED: 'void',
  AWAITING_INVOICE: 'draft',
  IN_REVIEW: 'outstanding',
  APPROVED_TO_PAY: 'payment_pending',
};

/** Milestones; a missing date means that it did not happen or was retracted. */
function putMoments(put: Put, where: string, dates: Json, classifier = 'ACT'): void {
  for (const [code, date] of Object.entries(dates)) {
    if (date !== undefined) put('milestone', { [`${code} ${classifier} ${where}`.replaceAll('  ', ' ')]: date });
  }
}

function putLeg(put: Put, leg: Json): void {
  const ocean = (leg.ocean_leg ?? {}) as Json;
  put(`leg ${leg.id}`, {
    carrier: leg.carrier_name ?? null,
    vessel: ocean.vessel_name ?? null,
    voyage: ocean.voyage_number ?? null,
  });
  const at = `leg ${leg.id}`;
  putMoments(put, at, { DEPARTED: leg.actual_departure_date, ARRIVED: leg.actual_arrival_date });
  putMoments(put, at, { DEPARTED: leg.estimated_departure_date, ARRIVED: leg.estimated_arrival_date }, 'EST');
}

function putStops(put: Put, load: Json): void {
  const stops = load.stops as Json[];
  for (const [at, stop] of stops.entries()) {
    if (at > 0) putMoments(put, `stop ${stop.orderStopId}`, { ARRIVED: stop.actualArrival });
    if (at > 0) putMoments(put, `stop ${stop.orderStopId}`, { ARRIVED: stop.scheduledArrival }, 'PLN');
    const next = stops[at + 1];
    if (next) putMoments(put, `stop ${next.orderStopId}`, { DEPARTED: stop.actualDeparture });
  }
}

async function shownValues(sql: Sql): Promise<Values> {
  const values: Values = new Map();
  const put: Put = (name, fields) => {
    for (const [field, value] of Object.entries(fields)) values.set(`${name} ${field}`, value);
  };
  for (const { id, ...fields } of await sql`
    select external_id as id, reported_status as status, incoterm, name, priority from shipments`)
    put(`shipment ${id}`, fields);
  for (const { id, ...fields } of await sql`
    select external_id as id, carrier_name as carrier, vessel_name as vessel, case when mode = 'ocean' then voyage end as voyage
    from legs`)
    put(`leg ${id}`, fields);
  for (const { id, ...fields } of await sql`
    select external_id as id, number, seal_number as seal, last_free_day as free from containers`)
    put(`container ${id}`, fields);
  for (const { id, ...fields } of await sql`select external_id as id, cargo_ready_on as ready from bookings`)
    put(`booking ${id}`, fields);
  for (const { id, ...fields } of await sql`
    select external_id as id, number, must_arrive_on as due from purchase_orders`)
    put(`purchase_order ${id}`, fields);
  for (const { id, ...fields } of await sql`select external_id as id, sku, name from products`)
    put(`product ${id}`, fields);
  for (const { id, ...fields } of await sql`
    select external_id as id, number, total, balance, status, due_on as due from invoices`)
    put(`invoice ${id}`, fields);
  for (const { id, type } of await sql`select external_id as id, type from documents`) put(`document ${id}`, { type });
  for (const { id, ...fields } of await sql`select external_id as id, name, status from parties`)
    put(`party ${id}`, fields);
  for (const { id, paid, amount } of await sql`
    select invoices.external_id as id, split_part(steps.id, '|', 2) as paid, steps.amount ->> 'amount' as amount
    from steps join invoices on invoices.id = steps.record_id where code = 'PAYMENT_MADE'`)
    put(`invoice ${id}`, { [`paid ${paid}`]: amount });
  for (const row of await sql`
    select code, classifier, occurred_at as at, occurred_text as text, precision, legs.external_id as leg, containers.external_id as container
    from milestones
    left join legs on legs.id = milestones.leg_id left join containers on containers.id = milestones.container_id
    where standing = 'current'`) {
    const stop = /^[^:]+:(.+)$/.exec(row.leg ?? '')?.[1];
    const where = stop
      ? `stop ${stop}`
      : `${row.leg ? `leg ${row.leg}` : ''} ${row.container ? `container ${row.container}` : ''}`.trim();
    values.set(
      `milestone ${row.code} ${row.classifier} ${where}`,
      row.precision === 'day' ? row.text.slice(0, 10) : row.at.toISOString(),
    );
  }
  return values;
}
