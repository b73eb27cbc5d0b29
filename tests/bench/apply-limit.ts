import type { Sql } from '#db/client.ts';

type Table = { name: string; key: string[]; columns: string[] };

/** The rows that one transaction was the last to write, by table, each as a JSON array. */
export type WrittenBatch = { table: Table; rows: string }[];

/** The id of a transaction that is later than all before it. */
export async function transactionId(sql: Sql): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select pg_current_xact_id()::text as id`;
  return row?.id ?? '0';
}

/** All rows that were written since a transaction, in their last state, in batches by the transaction that wrote them. */
export async function writtenSince(sql: Sql, transaction: string): Promise<WrittenBatch[]> {
  const batches = new Map<number, WrittenBatch>();
  for (const table of await tablesOf(sql)) {
    const written = await sql<{ xid: string; rows: string }[]>`
      select xmin::text as xid, json_agg(t)::text as rows from ${sql(table.name)} t
      where xmin::text::bigint > ${transaction}::bigint group by xmin::text`;
    for (const { xid, rows } of written) {
      const batch = batches.get(Number(xid)) ?? [];
      batch.push({ table, rows });
      batches.set(Number(xid), batch);
    }
  }
  return [...batches].sort(([one], [other]) => one - other).map(([, batch]) => batch);
}

/** Upserts batches of rows, each in a transaction of its own, with no other logic. Returns the duration in seconds. */
export async function upsert(sql: Sql, batches: readonly WrittenBatch[]): Promise<number> {
  const begun = performance.now();
  for (const batch of batches)
    await sql.begin(async (tx) => {
      for (const { table, rows } of batch) await tx.unsafe(statementOf(table), [rows]);
    });
  return (performance.now() - begun) / 1000;
}

function statementOf({ name, key, columns }: Table): string {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const set = columns.filter((column) => !key.includes(column)).map((column) => `"${column}" = excluded."${column}"`);
  const change = set.length > 0 ? `update set ${set.join(', ')}` : 'nothing';
  const conflict = `on conflict (${key.map((column) => `"${column}"`).join(', ')}) do ${change}`;
  return `insert into "${name}" (${list}) overriding system value
    select ${list} from json_populate_recordset(null::"${name}", $1::text::json) ${key.length > 0 ? conflict : ''}`;
}

/** The tables of the product, in the order in which they were made, so that rows come after those that they refer to. */
function tablesOf(sql: Sql): Promise<Table[]> {
  return sql<Table[]>`
    select relname as name,
      array(
        select attname::text from pg_attribute
        where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
      ) as columns,
      array(
        select attname::text from pg_attribute join pg_index on indrelid = attrelid and attnum = any(indkey)
        where indisprimary and attrelid = t.oid order by attnum
      ) as key
    from pg_class t where relkind = 'r' and relnamespace = 'public'::regnamespace order by t.oid`;
}
