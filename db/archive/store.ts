/** A file of the archive that is read. */
export type OpenFile = {
  /**
   * The bytes from one on, `length` of them, or fewer at the end of the file. Throws `ArchiveFault` if they cannot be read, or the file
   * is missing.
   */
  read(from: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
};

/** A file that is being written. It has no name before it is complete. */
export type NewFile = {
  write(bytes: Buffer<ArrayBuffer>): Promise<void>;
  /** Makes it durable, and gives it its name. `sha256` is that of all bytes, hexadecimal. */
  finish(file: string, sha256: string): Promise<void>;
  /** Ends it; nothing of an unfinished file has a name. */
  close(): Promise<void>;
};

/** Where the files of the archive are: a folder, or a bucket of an object store. */
export type ArchiveStore = {
  /** For people: the folder, or `s3://bucket/prefix`. */
  readonly location: string;
  /** A file begins another one after so many bytes. */
  readonly fileBytes: number;
  /** Makes it usable before its first file. Throws an error that says what is wrong with it. `signal`: as for `begin`. */
  prepare(signal?: AbortSignal): Promise<void>;
  /** Removes what interrupted runs left unfinished. */
  removePartials(): Promise<void>;
  /** The signal, of this and the others, ends waiting for a store that does not answer: then they throw `StoreAway`. */
  begin(signal?: AbortSignal): Promise<NewFile>;
  /** Writes a small file durably, as a whole. */
  put(file: string, bytes: Buffer<ArrayBuffer>, signal?: AbortSignal): Promise<void>;
  /** Throws `ArchiveFault` if it cannot be opened, or later, at the first read. */
  open(file: string, signal?: AbortSignal): Promise<OpenFile>;
};
