import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import { STAGES } from '#lib/model/shipment.ts';

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

/** The type of an event in its filter form. Truncated, since a source may state anything and a B-tree row holds at most 2,704 bytes. */
export const eventTypeKey = sql`left("events"."type", 200)`;

/** A container number in its search form. Truncated: a B-tree row holds at most 2,704 bytes. */
export const containerSearchable = sql`left(upper(regexp_replace("containers"."number", '[^[:alnum:]]', '', 'g')), 60)`;

/** The name of a party in its sort and search form. */
export const partySearchable = sql`left(lower("parties"."name"), 200)`;

/** `decidesNotices` of `lib/model/notice.ts` as a condition on effects: the index has it, and a query must have the same text. */
export const DECIDES_NOTICES =
  "entity_type = 'shipment' and (part is null and field in ('added', 'status', 'mode', 'customer') or part->>'type' = 'role' and field = 'added')";

/** Names of shipments in their filter form, which ignores capitals. */
export const customerKey = sql`left(lower("shipments"."customer"), 200)`;
export const vesselKey = sql`left(lower("shipments"."vessel"), 200)`;
export const carrierKey = sql`left(lower("shipments"."carrier"), 200)`;

/** The name of a party of a shipment in its filter form. */
export const partyKey = sql`left(lower("shipment_parties"."name"), 200)`;

/** The parties of an invoice in the form in which the name of a party is searched. */
export const invoiceIssuerKey = sql`left(lower("invoices"."issuer"), 200)`;
export const invoiceRecipientKey = sql`left(lower("invoices"."recipient"), 200)`;

/** A reference in the form by which titles are sorted. Truncated: a B-tree row holds at most 2,704 bytes. */
export const titleKey = sql`left("shipment_references"."searchable", 200)`;

/** The money at risk of an exception, in its currency. */
export const exceptionAmount = sql`("exception_cases"."details"->'amount'->>'amount')::numeric`;

/** The ports of a shipment, as UN/LOCODE. Truncated, since a source may state anything. */
export const portOfLoadingCode = sql`left("shipments"."port_of_loading"->>'unlocode', 10)`;
export const portOfDischargeCode = sql`left("shipments"."port_of_discharge"->>'unlocode', 10)`;

/** How far a shipment has come: the position of its status among all. */
export const stageOrder = sql`array_position(array[${sql.raw(
  Object.keys(STAGES)
    .map((stage) => `'${stage}'`)
    .join(', '),
)}], "shipments"."status")`;

/**
 * A condition of `rule_recipients`: nobody confirmed the address by a link, and nobody signed in with it by single sign-on, whose
 * issuer verified it.
 */
export const IS_UNCONFIRMED = `
  rule_recipients.channel = 'email'
  and not exists (
    select from mail_addresses where mail_addresses.target_key = rule_recipients.target_key and confirmed_at is not null)
  and not exists (
    select from users join identities on identities.user_id = users.id
    where users.email = lower(rule_recipients.target) and users.removed_at is null)`;
