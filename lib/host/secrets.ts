import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fills in the secrets that the environment lacks. They are made once, kept in `<dataDir>/secrets.json` (readable by its
 * owner only) and the same at every start. Returns all of those that the environment lacked, and which are new.
 */
export function keepSecrets(
  dataDir: string,
  wanted: readonly string[],
  given: Readonly<Record<string, string | undefined>>,
): { secrets: Record<string, string>; fresh: string[] } {
  const file = join(dataDir, 'secrets.json');
  const kept = read(file);
  const lacking = wanted.filter((key) => !given[key]);
  const fresh = lacking.filter((key) => !kept[key]);
  for (const key of fresh) kept[key] = randomBytes(32).toString('base64url');
  if (fresh.length > 0) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  }
  return { secrets: Object.fromEntries(lacking.map((key) => [key, kept[key] ?? ''])), fresh };
}

function read(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
