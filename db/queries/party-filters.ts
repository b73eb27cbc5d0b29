import { and, eq, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { z } from 'zod';
import { PARTY_ROLES } from '#lib/model/shipment.ts';
import { invoiceIssuerKey, invoiceRecipientKey, partySearchable } from '../schema/columns.ts';
import { invoices, parties, shipmentParties, shipmentRecords, shipments } from '../schema/index.ts';
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

/**
 * The conditions of `partyFilters`. A party belongs to one provider, whose shipments name it by its id. Scalar subqueries, so that the
 * planner reads the index of parties once.
 */
export function partyConditions({ party: id, role }: z.output<typeof filters>): SQL | undefined {
  if (!id && !role) return undefined;
  const { shipmentId, party: named, role: played } = shipmentParties;
  const where = and(id ? sql`${named} = ${columnOf(id, parties.externalId)}` : undefined, role && eq(played, role));
  return and(
    id ? sql`${shipments.provider} = ${columnOf(id, parties.provider)}` : undefined,
    sql`${shipments.id} in (select ${shipmentId} from ${shipmentParties} where ${where})`,
  );
}

const columnOf = (id: string, column: SQLWrapper) =>
  sql`(select ${column} from ${parties} where ${parties.id} = ${id})`;

/** Whether a column has the id of a shipment of a party. */
export function isOfParty(shipmentId: SQLWrapper, id: string | undefined): SQL | undefined {
  if (!id) return undefined;
  return sql`${shipmentId} in (select ${shipments.id} from ${shipments} where ${partyConditions({ party: id })})`;
}

/** Whether a record is linked to a shipment of a party. */
export function isLinkedToParty(recordId: SQLWrapper, id: string | undefined): SQL | undefined {
  if (!id) return undefined;
  const { recordId: linked, shipmentId } = shipmentRecords;
  return sql`${recordId} in (select ${linked} from ${shipmentRecords} where ${isOfParty(shipmentId, id)})`;
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
