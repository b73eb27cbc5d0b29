import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '#lib/env.ts';
import { Misconfigured } from '#lib/errors.ts';
import * as schema from './schema/index.ts';

/** Drizzle, for the queries of screens and for single rows. */
export type Database = PostgresJsDatabase<typeof schema>;

/**
 * The driver itself, for statements on whole sets of rows: inbox, worker and queue. Text for a `json` parameter is sent as it is;
 * `json` columns are returned parsed, instants as `Date`.
 */
export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;

export type PoolOptions = {
  /** Maximum of connections. */
  max?: number;
  /** Statement timeout of the server, milliseconds; 0 for none. */
  statementTimeout?: number;
  /** `synchronous_commit = off`: a crash of the database may lose the last commits. For work that is then repeated. */
  asynchronousCommit?: boolean;
};

/** Opens a pool of the driver. It connects on first use and reconnects automatically. */
export function openSql(
  url: string,
  { max = 10, statementTimeout = 0, asynchronousCommit = false }: PoolOptions = {},
): Sql {
  const client = postgres(url, {
    max,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => {},
    types: {
      json: {
        to: 114,
        from: [114, 3802],
        serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
        parse: (text: string) => JSON.parse(text) as unknown,
      },
    },
    connection: {
      application_name: 'fairlead',
      ...(statementTimeout > 0 && { statement_timeout: statementTimeout }),
      ...(asynchronousCommit && { synchronous_commit: 'off' }),
    },
  });
  // The driver looks serializers up by the type that the server states, and `types` names only one of the two.
  client.options.serializers[3802] = client.options.serializers[114] as (value: unknown) => unknown;
  return client as unknown as Sql;
}

/** Opens a pool for Drizzle. It cannot share one with `openSql`, since Drizzle sets its own parsers on the driver. */
export function openDatabase(url: string, options: PoolOptions = {}): Database & { $client: Sql } {
  return drizzle(openSql(url, options), { schema, casing: 'snake_case' });
}

/** Builds statements that another connection runs: with `toSQL()`. */
export const builder: Database = drizzle.mock({ schema, casing: 'snake_case' });

const slot = Symbol.for('fairlead.database');
const shared = globalThis as { [slot]?: Database };

/**
 * The database of this process, for pages and the REST API. Throws `Misconfigured` without `DATABASE_URL`: only `server.ts`
 * starts the embedded one.
 */
export function database(): Database {
  shared[slot] ??= openDatabase(databaseUrl());
  return shared[slot];
}

/** The database URL of this process. Throws `Misconfigured` if it is not set. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Misconfigured(['DATABASE_URL is not set; this process does not start the embedded database']);
  return url;
}
