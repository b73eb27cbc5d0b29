import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '#lib/env.ts';
import { Misconfigured } from '#lib/errors.ts';
import * as schema from './schema/index.ts';

/** Drizzle, for reads shaped for views and for single rows. */
export type Database = PostgresJsDatabase<typeof schema>;

/**
 * The driver itself, for statements that work on whole sets of rows: the inbox, the worker and the queue. Text given for
 * a `json` parameter is sent as it is; `json` columns come back parsed, instants as `Date`.
 */
export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;

export type PoolOptions = {
  /** Connections at most. */
  max?: number;
  /** Milliseconds after which the server gives up on a statement; 0 for none. */
  statementTimeout?: number;
  /** A crash of the database may take the last commits back, in their order: for what would only be done again. */
  asynchronousCommit?: boolean;
};

/** Opens a pool of the bare driver. It connects on first use, and again by itself after the server was away. */
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

/** Opens a pool for Drizzle, which sets its own parsers on the driver: it shares no pool with `openSql`. */
export function openDatabase(url: string, options: PoolOptions = {}): Database & { $client: Sql } {
  return drizzle(openSql(url, options), { schema, casing: 'snake_case' });
}

const slot = Symbol.for('fairlead.database');
const shared = globalThis as { [slot]?: Database };

/**
 * The database of this process, for pages and the REST API. Throws `Misconfigured` when there is none: only `server.ts`
 * starts one of its own.
 */
export function database(): Database {
  shared[slot] ??= openDatabase(databaseUrl());
  return shared[slot];
}

/** Where the database of this process is. Throws `Misconfigured` when nobody said. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (!url) throw new Misconfigured(['DATABASE_URL is not set, and this process starts no database of its own']);
  return url;
}
