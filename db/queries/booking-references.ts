import { and, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { provider, text } from '#lib/model/filter.ts';
import type { Database } from '../client.ts';
import { bookingReferences } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { bytewise } from './record-filters.ts';

export type BookingReference = typeof bookingReferences.$inferSelect;

const WORDS = 8;

/** Companies and addresses by the references that booking requests take. */
export const BOOKING_REFERENCES = declareList({
  path: '/booking-references',
  title: 'Booking references',
  filter: z.strictObject({
    q: text(200, 'Parts of the name, reference, town or country; all words must occur, case is ignored.'),
    kind: z.enum(['company', 'address']).optional().describe('What the reference is of.'),
    reference: text(200, 'Exactly this reference.'),
    provider,
  }),
  sorts: {
    name: {
      by: bytewise(bookingReferences.name),
      form: 'text',
      natural: 'asc',
      key: (row: BookingReference) => row.name,
    },
  },
  id: bookingReferences.id,
  from: bookingReferences,
  where: (_db, { q, kind, reference, provider: source }) =>
    and(
      isEqual(bookingReferences.kind, kind),
      isEqual(bookingReferences.provider, source),
      isEqual(bookingReferences.reference, reference),
      containsWords(q),
    ),
  rows: rowsOf(bookingReferences),
  items: async (_db, rows) => rows,
});

function containsWords(typed = ''): SQL | undefined {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean).slice(0, WORDS);
  return and(...words.map((word) => sql`${bookingReferences.terms} like ${`%${escaped(word)}%`}`));
}

const escaped = (word: string) => word.replace(/[\\%_]/g, '\\$&');

/** What a provider's references are of, by kind and reference; those that are not known are missing. */
export async function describedReferences(
  db: Database,
  source: string,
  wanted: readonly { kind: BookingReference['kind']; reference: string }[],
): Promise<BookingReference[]> {
  if (wanted.length === 0) return [];
  const keys = wanted.map(({ kind, reference }) => sql`(${kind}, ${reference})`);
  return db
    .select()
    .from(bookingReferences)
    .where(
      and(
        isEqual(bookingReferences.provider, source),
        sql`(${bookingReferences.kind}, ${bookingReferences.reference}) in (${sql.join(keys, sql`, `)})`,
      ),
    );
}
