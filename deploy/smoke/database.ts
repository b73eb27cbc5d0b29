import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';

export type Database = { owner: string; app: string; stop(): Promise<void> };

/**
 * Starts PostgreSQL with the database and the two roles of docker-compose.yml: the owner of the tables, who is no superuser here, and
 * the role of web and worker. Returns their URLs.
 */
export async function startDatabase(passwords: { owner: string; app: string }): Promise<Database> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fairlead-smoke-'));
  const embedded = await startEmbedded({ dataDir, settings: ['max_connections=200'] });
  const admin = openSql(embedded.url, { max: 1 });
  await admin.unsafe(`create role owner login password '${passwords.owner}'`);
  await admin.unsafe(`create role fairlead_app login password '${passwords.app}'`);
  await admin.unsafe('create database smoke owner owner');
  await admin.end();
  const urlOf = (user: string, password: string) => {
    const url = new URL(embedded.url);
    return Object.assign(url, { username: user, password, pathname: '/smoke' }).href;
  };
  return {
    owner: urlOf('owner', passwords.owner),
    app: urlOf('fairlead_app', passwords.app),
    async stop() {
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
