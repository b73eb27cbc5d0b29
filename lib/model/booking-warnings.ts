import { containersIn } from './booking-rules.ts';
import { CONTAINER_SIZES, type ContainerSize } from './booking-terms.ts';
import type { Words } from './language.ts';

/** What is unusual about a field, and may be right. */
export type Warning = { field: string; message: string };

type Load = {
  mode?: string | undefined;
  lcl?: boolean | undefined;
  containers?: Partial<Record<ContainerSize, number>> | undefined;
  weightKg: number;
  volumeCbm: number;
};

/**
 * What one container takes. Volume: inside, m³. Payload, kg: the maximum gross mass of ISO 668 (30,480 kg; 45' by its makers) less the
 * usual tare. Single containers differ by some per cent, so a booking beyond it gets a warning and is not rejected.
 */
const CAPACITY: Record<ContainerSize, { kg: number; cbm: number }> = {
  twenty_ft: { kg: 28_200, cbm: 33.2 },
  forty_ft: { kg: 26_700, cbm: 67.7 },
  forty_ft_hc: { kg: 26_500, cbm: 76.3 },
  forty_five_ft_hc: { kg: 27_700, cbm: 86 },
};
/** Water is 1,000 kg/m³; lead, the densest common cargo, 11,340. */
const DENSEST_KG_PER_CBM = 11_340;

const toTenths = (value: number) => Math.round(value * 10) / 10;

/** The warnings about the load of a booking. Empty if its cargo fits. */
export function warningsOf(load: Load, words: Words): Warning[] {
  const { mode, lcl, weightKg, volumeCbm } = load;
  if (weightKg / volumeCbm > DENSEST_KG_PER_CBM) {
    const values = { weight: toTenths(weightKg), volume: toTenths(volumeCbm) };
    return [{ field: 'volumeCbm', message: words.t('{weight} kg in {volume} m³ is heavier than lead.', values) }];
  }
  if (mode !== 'ocean') return [];
  if (lcl) return looseCargo(volumeCbm, words);
  return containersIn(load) === 0 ? [] : containerLoad(load, words);
}

function containerLoad({ containers = {}, weightKg, volumeCbm }: Load, { t }: Words): Warning[] {
  const room = { kg: 0, cbm: 0 };
  for (const size of Object.keys(CONTAINER_SIZES) as ContainerSize[]) {
    room.kg += CAPACITY[size].kg * (containers[size] ?? 0);
    room.cbm += CAPACITY[size].cbm * (containers[size] ?? 0);
  }
  const warnings: Warning[] = [];
  if (weightKg > room.kg)
    warnings.push({ field: 'weightKg', message: t('The containers take about {n} kg.', { n: toTenths(room.kg) }) });
  if (volumeCbm > room.cbm)
    warnings.push({ field: 'volumeCbm', message: t('The containers take about {n} m³.', { n: toTenths(room.cbm) }) });
  return warnings;
}

function looseCargo(volumeCbm: number, { t }: Words): Warning[] {
  const { cbm } = CAPACITY.twenty_ft;
  return volumeCbm <= cbm
    ? []
    : [{ field: 'volumeCbm', message: t("More than a 20' container takes ({n} m³): FCL may cost less.", { n: cbm }) }];
}
