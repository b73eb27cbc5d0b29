import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';

/**
 * An instant, `timestamptz(3)` in the database and ISO 8601 UTC with milliseconds and `Z` in the program: one form
 * everywhere, which sorts and compares as text. It is rounded: a stored `now()` may be half a millisecond ahead, so comparisons
 * use `now()::timestamptz(3)`.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** Bytes exactly as they were received. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** An exact decimal number, `numeric` in the database and text in the program: money is never a float. */
export const decimal = customType<{ data: string; driverData: string }>({ dataType: () => 'numeric' });

/** A container number in its search form. Truncated: a B-tree row holds at most 2,704 bytes. */
export const containerSearchable = sql`left(upper(regexp_replace("containers"."number", '[^[:alnum:]]', '', 'g')), 60)`;

/** The name of a party in its sort and search form. */
export const partySearchable = sql`left(lower("parties"."name"), 200)`;

/** `decidesNotices` of `lib/model/notice.ts` as a condition on effects: the index has it, and a query must have the same text. */
export const DECIDES_NOTICES =
  "entity_type = 'shipment' and (part is null and field in ('added', 'status', 'mode', 'customer') or part->>'type' = 'role' and field = 'added')";
