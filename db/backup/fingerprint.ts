import { Misconfigured } from '#lib/errors.ts';
import type { Transaction } from '../client.ts';
import { columnList, quoted, type Table } from './tables.ts';

/**
 * The number of rows of a table, and a sum over the digests of all of them: equal for the same rows in whatever order, on any machine.
 */
export async function fingerprint(tx: Transaction, table: Table): Promise<{ rows: number; fingerprint: string }> {
  // Each row as text, in the form that these settings give.
  await tx.unsafe(
    "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1",
  );
  const [found] = await tx.unsafe<{ rows: string; sum: string }[]>(`
    select count(*)::text as rows, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text as sum
    from (select ${columnList(table)} from ${quoted(table)}) t`);
  return { rows: Number(found?.rows), fingerprint: found?.sum ?? '' };
}

/**
 * The time of the declaration of the last migration, Unix milliseconds as text; empty if there is none. Throws `Misconfigured` if the
 * database has no tables of Fairlead.
 */
export async function lastMigration(tx: Transaction): Promise<string> {
  const [known] = await tx<{ isMade: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isMade"`;
  if (!known?.isMade)
    throw new Misconfigured(['Nothing of Fairlead is in this database: check DATABASE_URL, or DATA_DIR without it']);
  const [last] = await tx<{ at: string | null }[]>`
    select max(created_at)::text as at from drizzle.__drizzle_migrations`;
  return last?.at ?? '';
}
