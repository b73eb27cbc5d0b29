import { and, eq, gte, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { EXCEPTION_TYPES, rankOf, SEVERITIES, type Severity } from '#lib/model/exception.ts';
import { flag } from '#lib/model/filter.ts';
import type { Database } from '../client.ts';
import { exceptionCases, type shipments } from '../schema/index.ts';
import type { Sort } from './cursor.ts';
import { isOwnedBy, NEEDS_ATTENTION, ownerFilter } from './exception-states.ts';

/** The filters of shipments by their exceptions. One exception must satisfy all of them. */
export const exceptionFilters = {
  trouble: flag('Only shipments with exceptions that need attention: those that the inbox counts for them.'),
  exception: z.enum(EXCEPTION_TYPES).optional().describe('With an exception of this type that needs attention.'),
  severity: z.enum(SEVERITIES).optional().describe('With an exception at least this severe that needs attention.'),
  owner: ownerFilter.describe(
    'With an exception that needs attention and has this owner: an e-mail address, or `nobody`.',
  ),
};

const filters = z.object(exceptionFilters);

/** The conditions of `exceptionFilters`. */
export function exceptionConditions({
  trouble,
  exception,
  severity,
  owner,
}: z.output<typeof filters>): SQL | undefined {
  if (!trouble && !exception && !severity && !owner) return undefined;
  return hasException(
    exception ? eq(exceptionCases.type, exception) : undefined,
    severity ? gte(exceptionCases.severity, rankOf(severity)) : undefined,
    isOwnedBy(owner),
  );
}

function hasException(...conditions: (SQL | undefined)[]): SQL {
  const where = and(NEEDS_ATTENTION, ...conditions);
  return sql`exists (select from exception_cases where exception_cases.shipment_id = shipments.id and ${where})`;
}

/** A shipment with what other tables have of it for its lists: the number of exceptions of it and its invoices that need attention, and its title. */
export type ShipmentRow = typeof shipments.$inferSelect & { openExceptions: number; firstTitle: string | null };

/** How many exceptions of a shipment and its invoices need attention, as a column of a query of shipments. */
export const openExceptions = sql<number>`
  (select count(*)::integer from exception_cases where exception_cases.shipment_id = shipments.id and ${NEEDS_ATTENTION})`.as(
  'open_exceptions',
);

/** By the number of exceptions that need attention; shipments without any come last. */
export const BY_EXCEPTIONS: Sort<ShipmentRow> = {
  by: sql`attention.open`,
  form: 'integer',
  nullable: true,
  natural: 'desc',
  key: ({ openExceptions: open }) => (open === 0 ? null : String(open)),
  elsewhere: {
    from: (direction) => sql`(select shipment_id, count(*)::integer as open from exception_cases
      where ${NEEDS_ATTENTION} and shipment_id is not null
      group by shipment_id order by 2 ${sql.raw(direction)}, 1 ${sql.raw(direction)}) as attention`,
    id: sql`attention.shipment_id`,
    has: hasException(),
  },
};

/** An exception as the list of shipments shows it. */
export type OpenException = Pick<
  typeof exceptionCases.$inferSelect,
  'id' | 'type' | 'details' | 'deadline' | 'owner'
> & {
  severity: Severity;
};

/** Exceptions that are shown of each shipment. */
const SHOWN = 5;

/** The most urgent exceptions that need attention, by shipment. */
export async function mostUrgentExceptions(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, OpenException[]>> {
  const found = new Map<string, OpenException[]>();
  if (ids.length === 0) return found;
  const { id, type, details, deadline, owner, severity, shipmentId, urgency } = exceptionCases;
  const place = sql<number>`row_number() over (partition by ${shipmentId} order by ${urgency} desc, ${id} desc)`;
  const ranked = db
    .select({ id, type, details, deadline, owner, severity, shipmentId, place: place.as('place') })
    .from(exceptionCases)
    .where(and(NEEDS_ATTENTION, inArray(shipmentId, [...ids])))
    .as('ranked');
  const rows = await db.select().from(ranked).where(sql`place <= ${SHOWN}`).orderBy(sql`place`);
  for (const { shipmentId: shipment, severity: rank, place: _, ...exception } of rows) {
    const key = shipment ?? '';
    found.set(key, [...(found.get(key) ?? []), { ...exception, severity: SEVERITIES[rank] ?? 'low' }]);
  }
  return found;
}
