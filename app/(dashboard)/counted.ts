import { database } from '#db/client.ts';
import { engine } from '#lib/engine.ts';
import { type Figures, figure } from '#lib/figures.ts';

/** A figure of the overview, or the counts for the tabs of a list under a filter; from the cache where they are still good. */
export async function counted<Name extends keyof Figures>(
  name: Name,
  filter?: Parameters<Figures[Name]>[1],
): Promise<Awaited<ReturnType<Figures[Name]>>> {
  const { cache } = await engine();
  return await figure(cache, database(), name, filter);
}
