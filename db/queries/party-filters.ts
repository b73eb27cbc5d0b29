import { and, eq, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { z } from 'zod';
import { PARTY_ROLES } from '#lib/model/shipment.ts';
import { invoiceIssuerKey, invoiceRecipientKey, partySearchable } from '../schema/columns.ts';
import { invoices, parties, shipmentParties, shipmentRecords, shipments } from '../schema/index.ts';
import type { Resolved } from './party-scope.ts';
import { bytewise } from './record-filters.ts';

/** The filter by a party of lists whose rows are of shipments. */
export const party = z
  .uuid()
  .optional()
  .describe('The id of a party: only rows of the shipments that name it, in any role.');

/** The filters of shipments by a party. */
export const partyFilters = {
  party: z.uuid().optional().describe('The id of a party: shipments that name it, in any role or in `role`.'),
  role: z
    .enum(PARTY_ROLES)
    .optional()
    .describe('The role of the party. Without `party`, shipments with anybody in this role.'),
};

const filters = z.object(partyFilters);
type PartyFilter = Resolved<z.output<typeof filters>>;

/** The conditions of `partyFilters`. A party belongs to one provider, whose shipments name it by its id. */
export function partyConditions(filter: PartyFilter): SQL | undefined {
  const { party: id, role, partyScope: scope } = filter;
  if (!id && !role) return undefined;
  if (id && scope === null) return sql`false`;
  const own = id && (scope ? sql`${scope.externalId}` : columnOf(id, parties.externalId));
  const { shipmentId, party: named, role: played } = shipmentParties;
  const where = and(own ? sql`${named} = ${own}` : undefined, role && eq(played, role));
  return and(
    id ? sql`${shipments.provider} = ${scope ? sql`${scope.provider}` : columnOf(id, parties.provider)}` : undefined,
    isLargeParty(filter)
      ? // A scalar subquery is evaluated along the index of the list until there are enough rows.
        sql`(select true from ${shipmentParties} where ${shipmentId} = ${shipments.id} and ${where} limit 1)`
      : sql`${shipments.id} in (select ${shipmentId} from ${shipmentParties} where ${where})`,
  );
}

/** Whether the party of a filter has so many shipments that lists are read along their indexes. */
export function isLargeParty({ role, partyScope }: PartyFilter): boolean {
  return partyScope?.large.has(role ?? 'any') ?? false;
}

const columnOf = (id: string, column: SQLWrapper) =>
  sql`(select ${column} from ${parties} where ${parties.id} = ${id})`;

/** Whether a column has the id of a shipment of a party. */
export function isOfParty(shipmentId: SQLWrapper, { party, partyScope }: PartyFilter): SQL | undefined {
  if (!party) return undefined;
  const filter = { party, ...(partyScope !== undefined && { partyScope }) };
  return isLargeParty(filter)
    ? sql`(select ${partyConditions(filter)} from ${shipments} where ${shipments.id} = ${shipmentId})`
    : sql`${shipmentId} in (select ${shipments.id} from ${shipments} where ${partyConditions(filter)})`;
}

/** Whether a record is linked to a shipment of a party. */
export function isLinkedToParty(recordId: SQLWrapper, filter: PartyFilter): SQL | undefined {
  if (!filter.party) return undefined;
  const { recordId: linked, shipmentId } = shipmentRecords;
  return isLargeParty(filter)
    ? sql`(select true from ${shipmentRecords} where ${linked} = ${recordId} and ${isOfParty(shipmentId, filter)} limit 1)`
    : sql`${recordId} in (select ${linked} from ${shipmentRecords} where ${isOfParty(shipmentId, filter)})`;
}

/** Whether an invoice of its provider states the name of a party as issuer or recipient; capitals are ignored. */
export function isInvoiceOfParty(id: string | undefined): SQL | undefined {
  if (!id) return undefined;
  const name = columnOf(id, partySearchable);
  return and(
    sql`${invoices.provider} = ${columnOf(id, parties.provider)}`,
    or(sql`${bytewise(invoiceIssuerKey)} = ${name}`, sql`${bytewise(invoiceRecipientKey)} = ${name}`),
  );
}
