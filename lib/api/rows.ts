import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { LinkedShipment, StepRow } from '#db/queries/linked.ts';
import type { Money } from '#lib/model/money.ts';
import { stepCodeSchema } from '#lib/model/record-fields.ts';
import { momentSchema, moneySchema, placeSchema, quantitySchema, stageSchema } from '#lib/model/schema.ts';
import { programText } from '#lib/model/time.ts';

/** Schemas that several rows contain; `lib/api/schemas.ts` names them. */
export const place = placeSchema.nullable();
export const moment = momentSchema.nullable();
export const money = moneySchema.nullable();
export const quantity = quantitySchema.nullable();
export const texts = z.array(z.string()).nullable();

/**
 * The schema of a row, derived from its Drizzle table, so that the two cannot diverge. `as` gives the schema of a JSON column or
 * narrows a text; `INTERNAL_COLUMNS` and the columns in `without` are omitted.
 */
export function rowOf<As extends z.ZodRawShape>(table: PgTable, as: As, without: readonly string[] = []) {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, column] of Object.entries(getTableColumns(table))) {
    if (INTERNAL_COLUMNS.includes(name) || without.includes(name) || name in as) continue;
    const value = typeOf(column.getSQLType(), name);
    const described = column.notNull ? value : value.nullable();
    shape[name] = DESCRIPTIONS[name] ? described.describe(DESCRIPTIONS[name]) : described;
  }
  return z.strictObject({ ...shape, ...as });
}

/** Columns that only the database uses. */
const INTERNAL_COLUMNS: readonly string[] = ['searchable', 'poSearchable'];

function typeOf(type: string, name: string): z.ZodType {
  if (type === 'uuid') return z.uuid();
  if (type === 'text') return /On$/.test(name) ? z.string().describe('`YYYY-MM-DD`') : z.string();
  if (type === 'boolean') return z.boolean();
  if (type === 'integer' || type === 'smallint') return z.int();
  if (type.startsWith('timestamp')) return z.iso.datetime();
  throw new Error(`The column ${name} of type ${type} has no schema`);
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  provider: 'The provider that reported it.',
  externalId: "The provider's own id.",
  number: 'The number shown to users.',
  removed: 'Whether the provider removed it. It is kept and marked as removed.',
  reportedAt: 'When the provider last reported on it (UTC).',
  learnedAt: 'When Fairlead last received data about it (UTC).',
  eventId: 'The event that contained it; its bytes are at `/deliveries`.',
  checks: 'Totals that do not add up, and what cannot be read; null if there are none.',
};

/** A row without the columns that only the database uses. */
export function shown<Row extends object>(row: Row): Omit<Row, 'searchable' | 'poSearchable'> {
  const { searchable: _, poSearchable: __, ...rest } = row as Row & { searchable?: unknown; poSearchable?: unknown };
  return rest;
}

export const referenceSchema = z.strictObject({ type: z.string(), value: z.string() });

/** What the schema of a container needs besides its columns. */
export const containerColumns = {
  numberValid: z.boolean().nullable().describe('Whether the number satisfies ISO 6346; null without a number.'),
  lastFreeDay: z
    .string()
    .nullable()
    .describe('As written by the source, or the day at the terminal where that is another.'),
  terminal: place.describe('Where it is fetched: the port of discharge, or a ramp behind it.'),
};

/** A linked shipment. */
export const linkedSchema = z.strictObject({
  id: z.uuid(),
  provider: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  mode: z.string().nullable(),
  status: stageSchema,
  vessel: z.string().nullable(),
  eta: moment,
  arrived: moment,
  portOfDischarge: place,
  destination: place,
  delivered: moment.describe('When all of it was delivered.'),
  deliveryEta: moment.describe('The expected delivery, if reported.'),
  references: z.array(referenceSchema),
}) satisfies z.ZodType<LinkedShipment>;

/** A step of a record. */
export const stepSchema = z.strictObject({
  code: stepCodeSchema,
  occurredAt: z.string(),
  reportedAt: z.iso.datetime(),
  learnedAt: z.iso.datetime(),
  amount: money,
  note: z.string().nullable(),
  eventId: z.uuid(),
});

/** A step with its time as the source wrote it: a date stays a date, a time keeps its offset. */
export function showStep(step: StepRow) {
  const { code, precision, reportedAt, learnedAt, amount, note, eventId } = step;
  const moment = { at: step.occurredAt, text: step.occurredText, offset: step.occurredOffset, precision };
  const occurredAt = programText(moment);
  return { code, occurredAt, reportedAt, learnedAt, amount, note, eventId };
}

/** An amount with its currency; null without an amount. */
export function moneyOf(amount: string | null, currency: string | null): Money | null {
  return amount === null ? null : { amount, currency };
}
