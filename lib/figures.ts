import type { Database } from '#db/client.ts';
import { arrivalsByPort, countViews, readNeeds } from '#db/queries/overview.ts';
import { invoicesDue } from '#db/queries/overview-money.ts';
import type { Cache } from './cache/index.ts';

const NEEDS = 12;

/** The figures of the overview: each costs something to work out, and everybody asks for the same. */
const FIGURES = {
  views: countViews,
  needs: (db: Database) => readNeeds(db, NEEDS),
  arrivals: arrivalsByPort,
  invoices: invoicesDue,
} as const;
type Figures = typeof FIGURES;

/** One of them, from the cache where it is still good. */
export function figure<Name extends keyof Figures>(cache: Cache, db: Database, name: Name): ReturnType<Figures[Name]> {
  const work: (db: Database) => Promise<unknown> = FIGURES[name];
  return cache.get(`overview ${name}`, () => work(db)) as ReturnType<Figures[Name]>;
}

/** Works all of them out, so that the first to look need not wait. */
export async function warmFigures(cache: Cache, db: Database): Promise<void> {
  for (const name of Object.keys(FIGURES) as (keyof Figures)[]) await figure(cache, db, name);
}
