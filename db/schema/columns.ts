import { customType } from 'drizzle-orm/pg-core';

/**
 * An instant, `timestamptz(3)` in the database and ISO 8601 UTC with milliseconds and `Z` in the program: one form
 * everywhere, which sorts and compares as text.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** Bytes exactly as they came over the wire. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** An exact decimal number, `numeric` in the database and text in the program: money is never a float. */
export const decimal = customType<{ data: string; driverData: string }>({ dataType: () => 'numeric' });
