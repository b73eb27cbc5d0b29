import type { UnitSystem } from './personal.ts';
import type { Quantity } from './quantity.ts';

/** Units as sources spell them or by UN/ECE Recommendation 20, in lower case, with their size in kg or m³. Pound: 1959 agreement; foot: 0.3048 m. */
const SIZES = {
  kg: {
    kg: 1,
    kgs: 1,
    kilogram: 1,
    kilograms: 1,
    g: 0.001,
    kgm: 1,
    tne: 1_000,
    t: 1_000,
    mt: 1_000,
    tonne: 1_000,
    tonnes: 1_000,
  },
  lb: { lb: 0.45359237, lbs: 0.45359237, pound: 0.45359237, pounds: 0.45359237, lbr: 0.45359237, oz: 0.45359237 / 16 },
  m3: { cbm: 1, m3: 1, 'm³': 1, mtq: 1, l: 0.001 },
  ft3: {
    cbft: 0.3048 ** 3,
    ftq: 0.3048 ** 3,
    cft: 0.3048 ** 3,
    cuft: 0.3048 ** 3,
    'cu ft': 0.3048 ** 3,
    ft3: 0.3048 ** 3,
    'ft³': 0.3048 ** 3,
  },
} as const;

type Dimension = 'weight' | 'volume';
/** What a unit measures, to which system it belongs, and its size in kg or m³. */
type Unit = { dimension: Dimension; system: UnitSystem; size: number };

const inSystem = (dimension: Dimension, system: UnitSystem, sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).map(([name, size]): [string, Unit] => [name, { dimension, system, size }]);

const UNITS = new Map<string, Unit>([
  ...inSystem('weight', 'metric', SIZES.kg),
  ...inSystem('weight', 'us', SIZES.lb),
  ...inSystem('volume', 'metric', SIZES.m3),
  ...inSystem('volume', 'us', SIZES.ft3),
]);

/** The units in which converted amounts are shown. */
const TARGETS: Record<UnitSystem, Record<Dimension, { unit: string; size: number }>> = {
  metric: { weight: { unit: 'kg', size: 1 }, volume: { unit: 'm³', size: 1 } },
  us: { weight: { unit: 'lb', size: SIZES.lb.lb }, volume: { unit: 'ft³', size: SIZES.ft3.ft3 } },
};

/**
 * An amount in the units of a system, rounded: to whole units from 100, to tenths from 10, else to hundredths. Null if it is in a unit of
 * that system already, in one that is not known, or no number.
 */
export function convertQuantity({ value, unit }: Quantity, system: UnitSystem): Quantity | null {
  const from = UNITS.get(unit.trim().toLowerCase());
  const amount = Number(value);
  if (!from || from.system === system || value.trim() === '' || !Number.isFinite(amount)) return null;
  const to = TARGETS[system][from.dimension];
  const converted = (amount * from.size) / to.size;
  const decimals = Math.abs(converted) >= 100 ? 0 : Math.abs(converted) >= 10 ? 1 : 2;
  return { value: String(Number(converted.toFixed(decimals))), unit: to.unit };
}
