import type { Sql, Transaction } from '../client.ts';

/** A table with its columns in their order, without generated ones. */
export type Table = { schema: string; name: string; columns: string[] };

/** A counter of ids. `called`: whether `last` was given out. */
export type Sequence = { schema: string; name: string; last: string; called: boolean };

/**
 * Every table with data of its own, those that others refer to first: of the queue that runs in the database only the jobs, since it makes
 * the rest itself.
 */
export async function listTables(sql: Sql | Transaction): Promise<Table[]> {
  const tables = await sql<(Table & { needs: string[] })[]>`
    select nspname as schema, relname as name,
      array(
        select attname::text from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
      ) as columns,
      array(
        select n.nspname || '.' || other.relname from pg_constraint
        join pg_class other on other.oid = confrelid join pg_namespace n on n.oid = other.relnamespace
        where contype = 'f' and conrelid = c.oid and confrelid <> c.oid and n.nspname = 'public'
      ) as needs
    from pg_class c join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and (
      nspname = 'public' or exists (select from pg_inherits where inhrelid = c.oid and inhparent = 'pgboss.job'::regclass)
    )
    order by nspname, relname`;
  return inOrderOfNeed(tables);
}

/** The sequences of these tables. A sequence that was never used counts from its start. */
export function listSequences(sql: Sql | Transaction): Promise<Sequence[]> {
  return sql<Sequence[]>`
    select schemaname as schema, sequencename as name, coalesce(last_value, start_value)::text as last,
      last_value is not null as called
    from pg_sequences where schemaname = 'public' order by 1, 2`;
}

/** The name of a table in a statement. */
export function quoted({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return `"${schema}"."${name}"`;
}

/** The columns of a table in a statement. */
export function columnList({ columns }: Pick<Table, 'columns'>): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

function inOrderOfNeed(tables: readonly (Table & { needs: readonly string[] })[]): Table[] {
  const ordered = new Map<string, Table>();
  for (let left = [...tables]; left.length > 0; ) {
    const ready = left.filter(({ needs }) => needs.every((need) => ordered.has(need)));
    if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${left.map(quoted).join(', ')}`);
    for (const { schema, name, columns } of ready) ordered.set(`${schema}.${name}`, { schema, name, columns });
    left = left.filter((table) => !ready.includes(table));
  }
  return [...ordered.values()];
}
