import { join } from 'node:path';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';

/** Builds the pages once, so that no product under test does. */
export default async function setup(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  if (needsBuild(root)) await buildPages(root);
}
