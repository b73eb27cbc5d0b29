import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Runs a command of `lib/host` on a database, and returns what it printed. */
export function runCommand(name: string, databaseUrl: string, ...args: string[]) {
  return runCommandIn(ROOT, name, databaseUrl, ...args);
}

/** The same in another folder. */
export async function runCommandIn(cwd: string, name: string, databaseUrl: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--disable-proto=delete', join(ROOT, `lib/host/${name}.ts`), ...args], {
    cwd,
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code: Number(code), output };
}
