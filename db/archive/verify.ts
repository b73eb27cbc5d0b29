import { messageOf } from '#lib/errors.ts';
import type { Sql } from '../client.ts';
import { type ListedFile, listFiles } from './list-files.ts';
import { readEntry } from './manifest.ts';
import { expectUnchanged } from './read-file.ts';
import type { ArchiveStore } from './store.ts';

/** What a check of the archive found: `problems` has a sentence for each thing that is wrong. */
export type Verified = { files: number; deliveries: number; problems: string[] };

/**
 * Reads every file of the archive, and compares it with its manifest entry, the entry with the one before, and the last with the
 * database. So a file that was changed, exchanged, added in between or removed is found, the last one too.
 */
export async function verifyArchive(
  sql: Sql,
  store: ArchiveStore,
  onFile: (file: string) => void = () => {},
): Promise<Verified> {
  const files = await listFiles(sql);
  const problems: string[] = [];
  let previous: string | null = null;
  for (const file of files) {
    onFile(file.file);
    problems.push(...(await problemsOf(store, file, previous)));
    previous = file.entrySha256;
  }
  const [lost] = await sql<{ count: number }[]>`
    select count(*)::int as count from deliveries d
    where archive is not null and not exists (select from archive_files where number = d.archive)`;
  if (lost?.count) problems.push(`${lost.count} deliveries are in files that are not in the list`);
  return { files: files.length, deliveries: files.reduce((sum, one) => sum + one.deliveries, 0), problems };
}

async function problemsOf(store: ArchiveStore, file: ListedFile, previous: string | null): Promise<string[]> {
  const problems: string[] = [];
  const note = (thrown: unknown) => problems.push(messageOf(thrown));
  await expectUnchanged(store, file).catch(note);
  try {
    const { entry, sha256 } = await readEntry(store, file.file);
    if (sha256 !== file.entrySha256) problems.push(`The manifest entry of ${file.file} was changed`);
    else if (entry.previous !== previous) problems.push(`The chain is broken before ${file.file}`);
  } catch (thrown) {
    note(thrown);
  }
  return problems;
}
