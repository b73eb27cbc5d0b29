import type { Transaction } from '#db/client.ts';
import { readAll } from '#db/rows.ts';
import { latenessLimits } from './lateness-limits.ts';
import type { ProjectionSettings } from './projection.ts';

/** The settings that rows depend on. Under the shared lock of the projections they do not change until the transaction ends. */
export async function projectionSettings(tx: Transaction): Promise<ProjectionSettings> {
  const [limits, tariffs] = await Promise.all([
    latenessLimits(tx),
    readAll(tx, 'demurrageTariffs', 'where free_days is not null order by id'),
  ]);
  return { limits, tariffs };
}
