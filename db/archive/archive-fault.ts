import { Unavailable } from '#lib/errors.ts';

/** Bytes cannot be read from the archive: a file is missing, damaged or changed. The message says which, without its folder. */
export class ArchiveFault extends Unavailable {
  override name = 'ArchiveFault';
}

/** A file that cannot be opened, as what the reader of a page should know. */
export function unreadableFile(file: string, thrown: unknown): ArchiveFault {
  const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
  return new ArchiveFault(
    isMissing ? `The archive file ${file} is missing` : `The archive file ${file} cannot be read`,
  );
}
