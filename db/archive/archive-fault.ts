import { Unavailable } from '#lib/errors.ts';

/** Bytes cannot be read from the archive. The message says why, without where it is. */
export class ArchiveFault extends Unavailable {
  override name = 'ArchiveFault';
  /** The store as a whole does not answer, or refuses: the file may be all right. Otherwise it is missing, damaged or changed. */
  readonly isStoreAway: boolean = false;
}

/** The store cannot be read or written at present. */
export class StoreAway extends ArchiveFault {
  override readonly isStoreAway = true;
}

/** A file that cannot be opened, as what the reader of a page should know. */
export function unreadableFile(file: string, thrown: unknown): ArchiveFault {
  const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
  return isMissing ? missingFile(file) : new ArchiveFault(`The archive file ${file} cannot be read`);
}

export const missingFile = (file: string): ArchiveFault => new ArchiveFault(`The archive file ${file} is missing`);
