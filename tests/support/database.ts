import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { openSql } from '#db/client.ts';
import { databaseOf, TEMPLATE } from './cluster.ts';

/** A migrated database that only the calling test file uses; it is dropped after the file. Returns its URL. */
export async function ownDatabase(): Promise<string> {
  const cluster = inject('clusterUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = openSql(cluster, { max: 1 });
  await admin.unsafe(`create database ${name} template ${TEMPLATE}`);
  afterAll(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.end();
  });
  return databaseOf(cluster, name);
}

/** The error of a connection that the database closed or that was cut; which one depends on timing. */
export const CONNECTION_LOST = /CONNECTION_CLOSED|ECONNRESET|EPIPE|ended by the other party|terminating connection/;
