import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { unreadableFile } from './archive-fault.ts';
import { makeFolder, PARTIAL, removePartials, syncFolder } from './folder.ts';
import type { ArchiveStore, NewFile, OpenFile } from './store.ts';

const FILE_BYTES = 256 * 1024 * 1024;

/** The archive in a folder. A file is written under a temporary name, flushed and renamed. */
export function folderStore(folder: string): ArchiveStore {
  return {
    location: folder,
    fileBytes: FILE_BYTES,
    prepare: () => makeFolder(folder),
    removePartials: async () => removePartials(folder),
    // A name of its own: another database may archive into the same folder.
    begin: () => beginFile(folder, join(folder, `${randomUUID()}${PARTIAL}`)),
    async put(file, bytes) {
      const path = join(folder, file);
      const handle = await open(`${path}${PARTIAL}`, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${path}${PARTIAL}`, path);
      await syncFolder(folder);
    },
    open: (file) => openFile(folder, file),
  };
}

async function beginFile(folder: string, path: string): Promise<NewFile> {
  const handle = await open(path, 'wx', 0o600);
  return {
    write: (bytes) => handle.writeFile(bytes),
    async finish(file) {
      await handle.sync();
      await rename(path, join(folder, file));
    },
    close: () => handle.close(),
  };
}

async function openFile(folder: string, file: string): Promise<OpenFile> {
  const orFault = (thrown: unknown): never => {
    throw unreadableFile(file, thrown);
  };
  const handle: FileHandle = await open(join(folder, file), 'r').catch(orFault);
  return {
    async read(from, length) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from).catch(orFault);
      return buffer.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}
