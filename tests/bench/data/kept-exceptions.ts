import type { Sql } from '#db/client.ts';

/** The tables that the bench changes, the acts with ids that are never given by hand. */
const TABLES = ['exception_cases', 'exception_acts'];

/** Keeps the exceptions as they are, for `restoreExceptions`. */
export async function keepExceptions(sql: Sql): Promise<void> {
  for (const table of TABLES) await sql.unsafe(`create table bench_${table} as table ${table}`);
}

/** Puts the exceptions back as they were kept, and removes rules and notices. */
export async function restoreExceptions(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx.unsafe(`truncate ${TABLES.join(', ')}, notice_exceptions, notices, notification_rules cascade`);
    for (const table of TABLES) await tx.unsafe(`insert into ${table} overriding system value table bench_${table}`);
    await tx`delete from exception_sweep`;
    await tx`insert into exception_sweep (swept_until) select at from bench_filled`;
  });
  for (const table of TABLES) await sql.unsafe(`vacuum analyze ${table}`);
}
