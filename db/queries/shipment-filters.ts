import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, text } from '#lib/model/filter.ts';
import { SUPPLIER_ROLES } from '#lib/model/shipment.ts';
import {
  carrierKey,
  customerKey,
  partyKey,
  portOfDischargeCode,
  portOfLoadingCode,
  vesselKey,
} from '../schema/columns.ts';
import { bytewise, isOneOf } from './record-filters.ts';
import { active, awaited, dayOf } from './shipment-views.ts';

export function unlocode(description: string) {
  return z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'must be a UN/LOCODE like CNSHA')
    .optional()
    .describe(description);
}

/** A day that PostgreSQL can compute with. */
function day(description: string) {
  return z.iso
    .date()
    .regex(/^[12]/, 'must be a day between the years 1000 and 2999')
    .optional()
    .describe(`${description}, \`YYYY-MM-DD\`.`);
}

/** The filters of shipments by their parties, route and dates. */
export const narrowingFilters = {
  scope: z.enum(['active', 'all']).optional().describe('`active`: neither completed nor archived. Default: all.'),
  awaited: flag('Only shipments that have not arrived and are not completed.'),
  customer: text(200, 'The name of the customer; capitals are ignored.'),
  supplier: text(200, 'The name of a shipper, seller or vendor; capitals are ignored.'),
  port: unlocode('Port of loading or of discharge, UN/LOCODE.'),
  vessel: text(200, 'The vessel of the main leg; capitals are ignored.'),
  carrier: text(200, 'The carrier of the main leg: its name, or its SCAC without one; capitals are ignored.'),
  etaFrom: day('The first day of the estimated arrival, at the place'),
  etaTo: day('The last day of the estimated arrival, at the place'),
  lfdFrom: day('The first of the last free days'),
  lfdTo: day('The last of the last free days'),
};

const filters = z.object(narrowingFilters);
type Narrowing = z.output<typeof filters>;

/** The conditions of `narrowingFilters`. */
export function narrowingConditions(query: Narrowing): SQL | undefined {
  const { scope, customer, supplier, port, vessel, carrier, lfdFrom, lfdTo } = query;
  return and(
    scope === 'active' ? active : undefined,
    query.awaited ? awaited : undefined,
    isNamed(customerKey, customer),
    supplier ? suppliedBy(supplier) : undefined,
    port ? sql`(${bytewise(portOfLoadingCode)} = ${port} or ${bytewise(portOfDischargeCode)} = ${port})` : undefined,
    isNamed(vesselKey, vessel),
    isNamed(carrierKey, carrier),
    arrivesBetween(query),
    lfdFrom ? sql`shipments.free_until >= ${lfdFrom}` : undefined,
    lfdTo ? sql`shipments.free_until <= ${lfdTo}` : undefined,
  );
}

/** Whether an indexed name is the given one. */
function isNamed(key: SQLWrapper, name: string | undefined): SQL | undefined {
  return name ? sql`${bytewise(key)} = left(lower(${name}), 200)` : undefined;
}

/** The parties of a shipment that supply its cargo. */
export const isSupplier = isOneOf(sql`shipment_parties.role`, SUPPLIER_ROLES);

function suppliedBy(name: string): SQL {
  return sql`shipments.id in (select shipment_parties.shipment_id from shipment_parties where ${isSupplier} and ${isNamed(partyKey, name)})`;
}

/**
 * By the day at the place of arrival, which is computed only near the ends of the range: no time zone is a day from UTC. The planner
 * knows how many rows an instant leaves, not how many a computed day.
 */
function arrivesBetween({ etaFrom, etaTo }: Narrowing): SQL | undefined {
  const at = sql`shipments.eta_at`;
  const day = dayOf(sql`shipments.eta`);
  return and(
    etaFrom
      ? sql`${at} >= ${etaFrom}::date - 2 and (${at} >= ${etaFrom}::date + 2 or ${day} >= ${etaFrom}::date)`
      : undefined,
    etaTo ? sql`${at} < ${etaTo}::date + 3 and (${at} < ${etaTo}::date - 1 or ${day} <= ${etaTo}::date)` : undefined,
  );
}
