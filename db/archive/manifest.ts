import { hash } from 'node:crypto';
import { z } from 'zod';
import { messageOf } from '#lib/errors.ts';
import { unreadableFile } from './archive-fault.ts';
import { withFile } from './read-file.ts';
import type { ArchiveStore } from './store.ts';

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

/** An entry has some bytes for each frame of its file. */
const MAX_ENTRY_BYTES = 8 * 1024 * 1024;

/** Writes an entry durably beside its file. Returns its SHA-256, hexadecimal. */
export async function writeEntry(store: ArchiveStore, entry: Entry, signal?: AbortSignal): Promise<string> {
  const text = `${JSON.stringify(entry, null, 2)}\n`;
  await store.put(nameOf(entry.file), Buffer.from(text), signal);
  return hash('sha256', text);
}

/** Reads the entry of a file, and its SHA-256. Throws `ArchiveFault` if it is missing. */
export async function readEntry(
  store: ArchiveStore,
  file: string,
  signal?: AbortSignal,
): Promise<{ entry: Entry; sha256: string }> {
  const bytes = await withFile(store, nameOf(file), (opened) => opened.read(0, MAX_ENTRY_BYTES), signal);
  const text = bytes.toString();
  try {
    return { entry: schema.parse(JSON.parse(text)), sha256: hash('sha256', text) };
  } catch (thrown) {
    throw unreadableFile(nameOf(file), messageOf(thrown));
  }
}
