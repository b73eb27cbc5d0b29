import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Misconfigured, messageOf } from '#lib/errors.ts';

const FILE = 'manifest.json';

const schema = z.object({
  format: z.literal(1),
  /** When it was begun; it holds exactly what was committed then. */
  takenAt: z.iso.datetime(),
  /** The last migration of the database, by the time of its declaration in Unix milliseconds. */
  migration: z.string(),
  /** In the order in which they are restored. */
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+\.copy\.zst$/),
      /** Of the file, in hexadecimal. */
      sha256: z.string(),
      rows: z.int(),
      /** See `fingerprint`. */
      fingerprint: z.string(),
    }),
  ),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string(), called: z.boolean() })),
});

/** What a backup holds. */
export type Manifest = z.infer<typeof schema>;

/** Writes it into the folder of a backup. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(join(folder, FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Reads it. Throws `Misconfigured` if the folder is not a complete backup of a known format. */
export function readManifest(folder: string): Manifest {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
  } catch (thrown) {
    throw new Misconfigured([`${folder} is not a complete backup: ${messageOf(thrown)}`]);
  }
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Misconfigured([`${join(folder, FILE)}: ${issue?.path.join('.')}: ${issue?.message}`]);
}
