import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUCKET, startS3Server } from './s3-server.ts';

/** A place for an archive, whose files a test can look at and change behind its back. */
export type ArchivePlace = {
  /** The environment that leads there. */
  settings: Readonly<Record<string, string>> & { ARCHIVE_DIR: string };
  /** Another place of its kind, which is empty, and one that cannot be used. */
  other: string;
  broken: string;
  /** The names of all files, those in the other place too. */
  files(): string[];
  has(file: string): boolean;
  read(file: string): Buffer;
  write(file: string, bytes: Uint8Array | string): void;
  /** Takes a file away. Returns what puts it back. */
  hide(file: string): () => void;
  close(): Promise<void>;
};

export const ARCHIVE_PLACES = { 'a folder': folderPlace, 'an object store': s3Place } as const;

async function folderPlace(): Promise<ArchivePlace> {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-archive-'));
  const path = (file: string) => join(folder, file);
  return {
    settings: { ARCHIVE_DIR: folder },
    other: mkdtempSync(join(folder, 'other-')),
    broken: '/dev/null/archive',
    files: () => readdirSync(folder, { recursive: true }).map(String),
    has: (file) => existsSync(path(file)),
    read: (file) => readFileSync(path(file)),
    write: (file, bytes) => writeFileSync(path(file), bytes),
    hide: (file) => {
      const bytes = readFileSync(path(file));
      rmSync(path(file));
      return () => writeFileSync(path(file), bytes);
    },
    close: async () => rmSync(folder, { recursive: true }),
  };
}

async function s3Place(): Promise<ArchivePlace> {
  const server = await startS3Server();
  const { objects } = server;
  const key = (file: string) => `archive/${file}`;
  const read = (file: string) => objects.get(key(file)) ?? Buffer.alloc(0);
  return {
    settings: { ...server.settings, ARCHIVE_DIR: `s3://${BUCKET}/archive` },
    other: `s3://${BUCKET}/other`,
    broken: 's3://no-such-bucket/archive',
    files: () => [...objects.keys()],
    has: (file) => objects.has(key(file)),
    read,
    write: (file, bytes) => objects.set(key(file), Buffer.from(bytes)),
    hide: (file) => {
      const bytes = read(file);
      objects.delete(key(file));
      return () => objects.set(key(file), bytes);
    },
    close: () => server.stop(),
  };
}
