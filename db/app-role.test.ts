import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Misconfigured } from '#lib/errors.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { appRoleUrl, ensureAppRole, grantAppRole } from './app-role.ts';
import { openSql, type Sql } from './client.ts';
import { migrateDatabase } from './migrate.ts';

const ownerUrl = await ownDatabase();
let app: Sql;
beforeAll(async () => {
  app = openSql(await ensureAppRole(ownerUrl), { max: 1 });
});
afterAll(() => app.end());

const refused = /permission denied|must be owner/;

describe('the role of web and worker', () => {
  it('is no superuser and cannot create roles or databases', async () => {
    const [role] = await app`
      select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls from pg_roles where rolname = current_user`;
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false]);
  });

  it.each([
    'create table public.stolen (id int)',
    'create table pgboss.stolen (id int)',
    'create schema stolen',
    'create temporary table stolen (id int)',
    'drop table deliveries',
    'alter table users add column stolen text',
    'truncate deliveries',
    'create index on deliveries (id)',
    'select * from pg_authid',
    "select pg_read_file('/etc/passwd')",
    "copy users to program 'cat'",
    'update audit_entries set actor = actor',
    'delete from audit_entries',
    'delete from drizzle.__drizzle_migrations',
    'set role fairlead',
    "alter role fairlead password 'x'",
  ])('cannot: %s', async (statement) => {
    await expect(app.unsafe(statement)).rejects.toThrow(refused);
  });

  it('reads and writes rows of every table, and adds to the audit log', async () => {
    const [counted] = await app`select count(*)::int as count from users`;
    expect(counted?.count).toBe(0);
    await app`insert into audit_entries (at, actor, action, subject) values (now(), 'a', 'signed-in', 'b')`;
    const lacking = await app`
      select relname, privilege
      from pg_class join pg_namespace n on n.oid = relnamespace, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
      where nspname in ('public', 'pgboss') and relkind in ('r', 'p') and relname <> 'audit_entries'
        and not has_table_privilege(pg_class.oid, privilege)`;
    expect(lacking).toEqual([]);
  });

  it('has one URL in every process, from which the password of the owner cannot be derived', async () => {
    expect(await ensureAppRole(ownerUrl)).toBe(appRoleUrl(ownerUrl));
    expect(appRoleUrl(ownerUrl)).not.toContain(new URL(ownerUrl).password);
    expect(() => appRoleUrl('postgres://owner@127.0.0.1/postgres')).toThrow(Misconfigured);
  });

  it('accepts a migrated database, and names the role that has to migrate another one', async () => {
    await migrateDatabase(appRoleUrl(ownerUrl));
    const owner = openSql(ownerUrl, { max: 1 });
    await owner`delete from drizzle.__drizzle_migrations`;
    await owner.end();
    await expect(migrateDatabase(appRoleUrl(ownerUrl))).rejects.toThrow(/npm run migrate/);
  });
});

it('a role that the operator created gets the same privileges', async () => {
  const owner = openSql(ownerUrl, { max: 1 });
  await owner`create role "an operator’s" login password 'secret'`;
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent('an operator’s');
  url.password = 'secret';
  await grantAppRole(ownerUrl, url.href);
  const own = openSql(url.href, { max: 1 });
  expect(await own`select id from users`).toEqual([]);
  await expect(own`create table stolen (id int)`).rejects.toThrow(refused);
  await own.end();
  await owner`drop owned by "an operator’s"`;
  await owner`drop role "an operator’s"`;
  await owner.end();
});
