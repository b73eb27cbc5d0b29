import { bounded } from '#lib/model/bounded.ts';
import type { PartyFields } from '#lib/model/change.ts';
import { fieldsOf, type Ledger } from './ledger.ts';
import type { Identity, Projection, RowOf } from './projection.ts';
import { readFields } from './route.ts';

/** Derives the rows of a company, contact or location from its ledger. */
export function projectParty({ id, provider, externalId }: Identity, ledger: Ledger): Projection {
  const fields = readFields<PartyFields>(fieldsOf(ledger));
  const newest = ledger.events.at(-1);
  const row: RowOf<'parties'> = {
    id,
    provider,
    externalId,
    type: fields.type === undefined ? null : bounded(fields.type),
    name: fields.name ?? null,
    status: fields.status === undefined ? null : bounded(fields.status),
    scac: fields.scac ?? null,
    mcNumber: fields.mcNumber ?? null,
    dotNumber: fields.dotNumber ?? null,
    email: fields.email ?? null,
    phone: fields.phone ?? null,
    place: fields.place ?? null,
    reference: fields.reference ?? null,
    removed: fields.removed === true,
    reportedAt: newest?.reportedAt ?? '',
  };
  return { parties: new Map([[id, row]]) };
}
