import type { ContainerClass, TariffSize } from './container-class.ts';
import { portCode } from './port-aliases.ts';
import type { Tier } from './tariff-tiers.ts';

/** What a tariff charges for: the container at the terminal, outside it until the empty container is returned, or both as one. */
export const CHARGES = {
  demurrage: 'Demurrage',
  detention: 'Detention',
  combined: 'Demurrage and detention combined',
} as const;
export type Charge = keyof typeof CHARGES;

/** Which days count. Working days are Monday to Friday without the holidays of the tariff. */
export const DAY_BASES = { calendar: 'Calendar days', working: 'Working days' } as const;
export type DayBasis = keyof typeof DAY_BASES;

/** Whether the day on which free time begins is a free day itself. */
export const FREE_FROM = { next_day: 'The day after', same_day: 'The same day' } as const;
export type FreeFrom = keyof typeof FREE_FROM;

/**
 * A published tariff of a carrier for some of its containers. Null is for every port, terminal, class or size, and no first or last
 * day.
 */
export type Tariff = {
  /** The name or SCAC of the carrier, in lower case. */
  carrier: string;
  charge: Charge;
  /** UN/LOCODE. */
  port: string | null;
  /** The name of the terminal as sources write it, in lower case. */
  terminal: string | null;
  containerType: ContainerClass | null;
  size: TariffSize | null;
  /** The first and the last day, YYYY-MM-DD, that are charged by it. */
  validFrom: string | null;
  validUntil: string | null;
  /** Null for demurrage: its last free day comes from the source. */
  freeDays: number | null;
  freeDayBasis: DayBasis;
  freeFrom: FreeFrom;
  /** Which days after free time are charged, and counted by the tiers. */
  chargeBasis: DayBasis;
  /** YYYY-MM-DD, in order. */
  holidays: readonly string[];
  currency: string;
  tiers: readonly Tier[];
};

/** The part of a tariff that says what it is for; two tariffs never have the same. */
export type TariffScope = Pick<
  Tariff,
  'carrier' | 'charge' | 'port' | 'terminal' | 'containerType' | 'size' | 'validFrom'
>;

/** What decides which tariffs are for a container. */
export type TariffSubject = {
  /** The names and SCACs of its carriers. */
  carriers: readonly (string | null | undefined)[];
  /** Where it is fetched: the port of discharge, or a ramp behind it. */
  place: { name: string; unlocode: string | null } | null | undefined;
  containerType: ContainerClass | null;
  size: TariffSize | null;
};

/**
 * The tariffs that are for a container, the most specific first: one for its terminal, then for its port, its class, its size, then one for
 * the charge alone before a combined one, then the one that became valid last. What is not known of a container matches only a tariff for
 * any. The first that is valid on a day is the tariff of that day.
 */
export function tariffsFor<Row extends Tariff>(
  tariffs: readonly Row[],
  charge: 'demurrage' | 'detention',
  { carriers, place, containerType, size }: TariffSubject,
): Row[] {
  const names = carriers.flatMap((name) => name?.trim().toLowerCase() || []);
  const port = place?.unlocode ? portCode(place.unlocode) : null;
  const terminal = place?.name.trim().toLowerCase() ?? null;
  const isFor = (one: Row) =>
    (one.charge === charge || one.charge === 'combined') &&
    names.includes(one.carrier) &&
    (one.port === null || portCode(one.port) === port) &&
    (one.terminal === null || one.terminal === terminal) &&
    (one.containerType === null || one.containerType === containerType) &&
    (one.size === null || one.size === size);
  return tariffs.filter(isFor).sort(bySpecificity);
}

function bySpecificity(one: Tariff, other: Tariff): number {
  const [a, b] = [rankOf(one), rankOf(other)];
  return a === b ? 0 : a > b ? -1 : 1;
}

/** Greater is more specific; the carrier only makes the order complete, where a container has several. */
function rankOf({ terminal, port, containerType, size, charge, validFrom, carrier }: Tariff): string {
  const scope = [terminal, port, containerType, size].map((value) => (value === null ? '0' : '1')).join('');
  return `${scope}${charge === 'combined' ? '0' : '1'} ${validFrom ?? '0000-00-00'} ${carrier}`;
}

/** The first of some tariffs that is valid on a day, YYYY-MM-DD. */
export function tariffOn<Row extends Tariff>(tariffs: readonly Row[], day: string): Row | undefined {
  return tariffs.find(
    ({ validFrom, validUntil }) =>
      (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil),
  );
}
