import type { Json } from './values.ts';

/** A row as it will lie in its table: column names in the program's spelling, values as JSON. */
export type Row = Readonly<Record<string, Json | undefined>>;

/** Which subject: our id, and who calls it what. */
export type Identity = { id: string; provider: string; externalId: string };

/** What is shown of one subject: for each table its rows by primary key. Computed from the ledger and nothing else. */
export type Projection = Readonly<Record<string, ReadonlyMap<string, Row>>>;

/** The rows of a subject, and the instant, UTC, from which others are due without any event; null where none are. */
export type DatedProjection = { rows: Projection; dueAt: string | null };

/** What became different, for the picture's own history: which value, before and after. */
export type Difference = { what: string; before: Json; after: Json };
