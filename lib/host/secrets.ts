import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Misconfigured, messageOf } from '#lib/errors.ts';

/**
 * Adds the secrets that the environment lacks. They are generated once and stored in `<dataDir>/secrets.json`, readable by its
 * owner only. Returns all that the environment lacked, and the names of those that are new.
 */
export function loadOrCreateSecrets(
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
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return { secrets: Object.fromEntries(lacking.map((key) => [key, kept[key] ?? ''])), fresh };
}

/** A file that exists and cannot be read stops the start: with new secrets all webhooks would be rejected. */
function read(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch (thrown) {
    throw new Misconfigured([`${file} cannot be read (${messageOf(thrown)}): repair or remove it`]);
  }
}
