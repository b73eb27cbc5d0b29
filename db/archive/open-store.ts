import { resolve } from 'node:path';
import { type Env, env } from '#lib/env.ts';
import { folderStore } from './folder-store.ts';
import { s3Location } from './s3/location.ts';
import { s3Store } from './s3/store.ts';
import type { ArchiveStore } from './store.ts';

let opened: { with: Env; store: ArchiveStore } | undefined;

/** The store that `ARCHIVE_DIR` names: a folder, relative to the data folder, by default `archive` there; or `s3://bucket/prefix`. */
export function archiveStore(): ArchiveStore {
  const settings = env();
  if (opened?.with !== settings) opened = { with: settings, store: storeAt(settings.ARCHIVE_DIR ?? 'archive') };
  return opened.store;
}

/** The store at a place that is written as in `ARCHIVE_DIR`. Throws `Misconfigured` if the settings of an object store are missing. */
export function storeAt(place: string): ArchiveStore {
  const settings = env();
  const location = s3Location(place, settings);
  return location ? s3Store(location) : folderStore(resolve(settings.DATA_DIR, place));
}
