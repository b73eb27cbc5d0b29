import { isInitialSync } from '#db/archive/initial-sync.ts';
import type { Transaction } from '#db/client.ts';
import type { CaseRow } from '#lib/exceptions/rows.ts';
import { type Severity, severeSince } from '#lib/model/exception.ts';
import { loadSubjects, type NoticeSubject } from '../subjects.ts';
import type { JudgedException } from './decide-exception.ts';

/** An exception with its shipment, and the name of the invoice or source that it is about. */
export type LoadedException = Omit<JudgedException, 'row' | 'shipment'> & {
  row: CaseRow;
  shipment: (NoticeSubject & { customers: readonly (string | null)[] }) | null;
  /** The kind and number of the invoice, order or booking; null for what is none. */
  record: string | null;
};

type Facts = {
  id: string;
  severity: Severity | null;
  opensAt: Date | null;
  importedAt: Date | null;
  record: string | null;
  recordProvider: string | null;
};

/** Loads what decides whether exceptions are told, and what is told of them. */
export async function judgeExceptions(tx: Transaction, rows: readonly CaseRow[]): Promise<LoadedException[]> {
  const [facts, subjects] = await Promise.all([
    factsOf(tx, rows),
    loadSubjects(tx, [...new Set(rows.flatMap(({ shipmentId }) => shipmentId ?? []))]),
  ]);
  const factsById = new Map(facts.map((one) => [one.id, one]));
  const subjectsById = new Map(subjects.map((one) => [one.id, one]));
  return rows.map((row) => {
    const { severity, opensAt, importedAt, record, recordProvider } = factsById.get(row.id) ?? NONE;
    const subject = subjectsById.get(row.shipmentId ?? '');
    const condition = severity && opensAt && { severity, opensAt: opensAt.toISOString(), deadline: row.deadline };
    return {
      row,
      shipment: subject ? { ...subject, customers: [subject.customer, ...subject.parties] } : null,
      provider: subject?.provider ?? recordProvider ?? row.details.from ?? '',
      since: condition && severeSince(row.type, condition, row.severity),
      importedAt: importedAt?.toISOString() ?? null,
      record,
    };
  });
}

const NONE = { severity: null, opensAt: null, importedAt: null, record: null, recordProvider: null };

/** By laterals, so that each exception is looked up by its keys: joined, a batch of hundreds reads all invoices and conditions. */
function factsOf(tx: Transaction, rows: readonly CaseRow[]): Promise<Facts[]> {
  return tx<Facts[]>`
    select cases.id, condition.severity, "opensAt", record, "recordProvider", (
      select d.received_at from events join deliveries d on d.id = delivery_id
      where events.id = cases.event_id and ${isInitialSync(tx)}) as "importedAt"
    from exception_cases as cases
    left join lateral (
      select condition.severity, opens_at as "opensAt" from exception_conditions as condition
      where cases.closed_at is null
        and (condition.entity_id, condition.type, condition.part) = (cases.entity_id, cases.type, cases.part)
      limit 1) as condition on true
    left join lateral (
      select 'Invoice ' || number as record, provider as "recordProvider" from invoices
      where cases.entity_type = 'invoice' and invoices.id = cases.entity_id
      union all
      select 'Purchase order ' || number, provider from purchase_orders
      where cases.entity_type = 'purchase_order' and purchase_orders.id = cases.entity_id
      union all
      select 'Booking ' || number, provider from bookings
      where cases.entity_type = 'booking' and bookings.id = cases.entity_id limit 1) as record on true
    where cases.id = any(${rows.map(({ id }) => id)}::uuid[])`;
}
