import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Misconfigured } from '#lib/errors.ts';

const RETRY = { withinMs: 15_000, pauseMs: 100 };

/** The locks of this process: a second call for the same folder shares its lock. */
const held = new Map<string, { server: Server; users: number }>();

/**
 * Locks a folder for this process, until the returned function is called or the process ends, however it ends: the lock is a
 * listening local socket, not a file that may be left over. Waits for a process that is shutting down.
 *
 * Throws `Misconfigured` if another process of this machine holds it.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const address = addressOf(folder);
  const deadline = Date.now() + RETRY.withinMs;
  for (;;) {
    const lock = held.get(address) ?? (await take(address));
    if (lock) {
      lock.users += 1;
      held.set(address, lock);
      return () => release(address);
    }
    if (Date.now() > deadline)
      throw new Misconfigured([`Another Fairlead uses ${folder}. Stop it or set DATA_DIR to another folder.`]);
    await sleep(RETRY.pauseMs);
  }
}

function release(address: string): void {
  const lock = held.get(address);
  if (!lock) return;
  lock.users -= 1;
  if (lock.users > 0) return;
  held.delete(address);
  lock.server.close();
}

/** Hashed, since the name of a socket holds about a hundred bytes. */
function addressOf(folder: string): string {
  const name = `fairlead-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}

async function take(address: string): Promise<{ server: Server; users: number } | null> {
  const server = createServer((socket) => socket.destroy());
  const taken = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(address, () => resolve(true));
  });
  if (taken) {
    server.unref();
    return { server, users: 0 };
  }
  // A killed process leaves the name of its socket, which does not answer.
  if (process.platform !== 'win32' && !(await isAnswered(address))) rmSync(address, { force: true });
  return null;
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(address, () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
