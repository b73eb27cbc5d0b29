import type { Transaction } from '#db/client.ts';

/** An invoice that is there twice, as far as its exception shows it. */
export type Twin = {
  id: string;
  number: string;
  issuedOn: string | null;
  dueOn: string | null;
  total: string;
  currency: string | null;
};

/** Two invoices that are one, and the last event that stated what they have in common. */
export type Pair = { later: Twin; earlier: Twin; eventId: string; evidenceAt: string };

/** What two invoices must have in common beside their number: the vendor, else the source and kind, and the amount. */
const isSame = (tx: Transaction) => tx`
  other.searchable collate "C" = mine.searchable and other.searchable <> ''
  and coalesce(lower(other.issuer), other.provider || ' ' || other.kind) = coalesce(lower(mine.issuer), mine.provider || ' ' || mine.kind)
  and other.total = mine.total and other.currency is not distinct from mine.currency`;

const isValid = (tx: Transaction) => tx`not other.removed and other.status <> 'void'`;

/** Some invoices, and those that are or were the same as one of them, in the order of their ids. */
export async function relatedInvoices(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    with related as (
      select unnest(${[...ids]}::uuid[]) as id
      union
      select other.id from invoices as mine join invoices as other on ${isSame(tx)} and ${isValid(tx)}
      where mine.id = any(${[...ids]}::uuid[])
      union
      select entity_id from exception_conditions
      where type = 'invoice.duplicate' and part = any(${[...ids]}::text[]))
    select id from related order by id`;
  return rows.map(({ id }) => id);
}

/** For each of some invoices that is there already, the first with which it agrees: the one issued first, if not void or deleted. */
export async function findDuplicates(tx: Transaction, ids: readonly string[]): Promise<Pair[]> {
  const rows = await tx<{ later: Twin; earlier: Twin; eventId: string; evidenceAt: Date }[]>`
    select ${twin(tx, 'mine')} as later, first.twin as earlier, evidence.event_id as "eventId", evidence.at as "evidenceAt"
    from invoices as mine
    cross join lateral (
      select other.id, ${twin(tx, 'other')} as twin from invoices as other
      where ${isSame(tx)} and ${isValid(tx)} order by other.issued_on nulls last, other.id limit 1) as first
    cross join lateral (
      select event_id, coalesce(events.reported_at, recorded_at) as at from effects
      left join events on events.id = effects.event_id
      where entity_id in (mine.id, first.id) and part is null
        and field in ('added', 'number', 'issuer', 'total', 'currency', 'status', 'removed')
      order by at desc, event_id limit 1) as evidence
    where mine.id = any(${[...ids]}::uuid[]) and not mine.removed and mine.status <> 'void' and first.id <> mine.id`;
  return rows.map(({ evidenceAt, ...row }) => ({ ...row, evidenceAt: evidenceAt.toISOString() }));
}

function twin(tx: Transaction, of: 'mine' | 'other') {
  const row = tx(of);
  return tx`
    json_build_object('id', ${row}.id, 'number', ${row}.number, 'issuedOn', ${row}.issued_on, 'dueOn', ${row}.due_on,
      'total', ${row}.total::text, 'currency', ${row}.currency)`;
}
