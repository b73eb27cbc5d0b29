import { hash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '#lib/errors.ts';
import { unreadableFile } from './archive-fault.ts';

const schema = z.object({
  format: z.literal(1),
  number: z.int().min(1),
  file: z.string().regex(/^[\w-]+\.ndjson\.gz$/),
  month: z.string(),
  deliveries: z.int(),
  fileBytes: z.int(),
  bodyBytes: z.int(),
  frames: z.array(z.int()),
  sha256: z.string(),
  /** The SHA-256 of the text of the entry before; null in the first. */
  previous: z.string().nullable(),
});

/** What the archive knows of one of its files. It is beside the file, as JSON. */
export type Entry = z.infer<typeof schema>;

const nameOf = (file: string) => file.replace(/\.ndjson\.gz$/, '.json');

/** Writes an entry durably beside its file. Returns its SHA-256, hexadecimal. */
export async function writeEntry(folder: string, entry: Entry): Promise<string> {
  const text = `${JSON.stringify(entry, null, 2)}\n`;
  const path = join(folder, nameOf(entry.file));
  const handle = await open(`${path}.partial`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.partial`, path);
  return hash('sha256', text);
}

/** Reads the entry of a file, and its SHA-256. Throws `ArchiveFault` if it is missing. */
export async function readEntry(folder: string, file: string): Promise<{ entry: Entry; sha256: string }> {
  let text: string;
  try {
    text = await readFile(join(folder, nameOf(file)), 'utf8');
  } catch (thrown) {
    throw unreadableFile(nameOf(file), thrown);
  }
  try {
    return { entry: schema.parse(JSON.parse(text)), sha256: hash('sha256', text) };
  } catch (thrown) {
    throw unreadableFile(nameOf(file), messageOf(thrown));
  }
}
