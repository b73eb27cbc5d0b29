import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '#lib/env.ts';
import { Misconfigured } from '#lib/errors.ts';
import * as schema from './schema/index.ts';

/** Drizzle over postgres.js; `$client` is the driver itself, for statements that work on whole sets of rows. */
export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };

/** A transaction of the driver, as `Database['$client'].begin` hands it out. */
export type Transaction = postgres.TransactionSql;

export type DatabaseOptions = {
  /** Connections at most. */
  max?: number;
  /** Milliseconds after which the server gives up on a statement; 0 for none. */
  statementTimeout?: number;
};

/** Opens a pool; connects on first use and again by itself after the server was away. */
export function openDatabase(url: string, { max = 10, statementTimeout = 0 }: DatabaseOptions = {}): Database {
  const client = postgres(url, {
    max,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => {},
    connection: {
      application_name: 'fairlead',
      ...(statementTimeout > 0 && { statement_timeout: statementTimeout }),
    },
  });
  return drizzle(client, { schema, casing: 'snake_case' });
}

const slot = Symbol.for('fairlead.database');
const shared = globalThis as { [slot]?: Database };

/**
 * The database of this process, shared by everything that runs in it. Throws `Misconfigured` when there is none: only
 * `server.ts` starts one of its own.
 */
export function database(): Database {
  const url = env().DATABASE_URL;
  if (!url) throw new Misconfigured(['DATABASE_URL is not set, and this process starts no database of its own']);
  shared[slot] ??= openDatabase(url);
  return shared[slot];
}
