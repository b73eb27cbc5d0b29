import { createHmac } from 'node:crypto';
import { Misconfigured } from '#lib/errors.ts';
import { openSql, type Sql } from './client.ts';
import { LOCK_KEYS } from './lock-keys.ts';

/** The role of web and worker with the embedded PostgreSQL. */
const APP_ROLE = 'fairlead_app';

/**
 * Creates the role of web and worker with the rights that it needs, and returns its URL. To be called by the owner after the
 * migrations, since later tables are not covered. May be called again and by several processes.
 *
 * The password is derived from the owner's, so that every process computes the same one; the owner's cannot be derived from it.
 * Throws `Misconfigured` if the owner's URL has no password.
 */
export async function ensureAppRole(ownerUrl: string): Promise<string> {
  const app = appRoleUrl(ownerUrl);
  await asOwner(ownerUrl, async (sql) => {
    const [known] = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`;
    const [statement] = await sql<{ text: string }[]>`
      select format(${known ? 'alter role %I password %L' : 'create role %I login password %L'}::text,
        ${APP_ROLE}::text, ${new URL(app).password}::text) as text`;
    await sql.unsafe(statement?.text ?? '');
    await sql.unsafe(`do $$ begin
      execute format('revoke create, temporary on database %I from public', current_database());
    end $$`);
    await grant(sql, APP_ROLE);
  });
  return app;
}

/** The URL that `ensureAppRole` returns, without a database query. */
export function appRoleUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  if (!url.password) throw new Misconfigured(['The URL of the database’s owner has no password']);
  const password = createHmac('sha256', decodeURIComponent(url.password)).update('role of web and worker');
  url.username = APP_ROLE;
  url.password = password.digest('base64url');
  return url.href;
}

/**
 * Grants the role in `appUrl`, which an operator created, the rights of web and worker. To be called by the owner after the
 * migrations. Does nothing if both URLs name the same role.
 */
export async function grantAppRole(ownerUrl: string, appUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(appUrl).username);
  if (role === decodeURIComponent(new URL(ownerUrl).username)) return;
  await asOwner(ownerUrl, (sql) => grant(sql, role));
}

async function asOwner(url: string, act: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = openSql(url, { max: 1 });
  try {
    await sql`select pg_advisory_lock(${LOCK_KEYS.appRole})`;
    await act(sql);
  } finally {
    await sql.end();
  }
}

/** Reading and writing rows of every table, appending to the audit log, and reading the list of migrations. */
async function grant(sql: Sql, role: string): Promise<void> {
  const to = sql(role);
  await sql.begin(async (tx) => {
    await tx`revoke create on schema public from public`;
    await tx`revoke all on all tables in schema public, pgboss, drizzle from ${to}`;
    await tx`grant usage on schema public, pgboss, drizzle to ${to}`;
    await tx`grant select, insert, update, delete on all tables in schema public, pgboss to ${to}`;
    await tx`grant usage on all sequences in schema public, pgboss to ${to}`;
    await tx`revoke update, delete on audit_entries from ${to}`;
    await tx`grant select on all tables in schema drizzle to ${to}`;
  });
}
