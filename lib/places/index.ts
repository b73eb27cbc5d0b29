import ports from 'sea-ports/lib/ports.json' with { type: 'json' };

/** A port as the data set describes it. Coordinates are WGS 84 decimal degrees, `[longitude, latitude]`. */
export type Port = { name: string; coordinates: [number, number] | null; timeZone: string | null };

type Entry = { name: string; coordinates?: readonly number[]; timezone?: string };

const entries: Readonly<Record<string, Entry | undefined>> = ports;

/** Finds a sea port by its UN/LOCODE (`CNSHA`); null for one that the data set does not have. */
export function portOf(unlocode: string | null | undefined): Port | null {
  const found = unlocode && Object.hasOwn(entries, unlocode) ? entries[unlocode] : undefined;
  if (!found) return null;
  const [longitude, latitude] = found.coordinates ?? [];
  const known = longitude !== undefined && latitude !== undefined;
  return {
    name: found.name,
    coordinates: known ? [longitude, latitude] : null,
    timeZone: found.timezone ?? null,
  };
}
