/** Lengths of containers with tariffs of their own. */
export const TARIFF_SIZES = { '20': '20 ft', '40': '40 ft', '45': '45 ft' } as const;
export type TariffSize = keyof typeof TARIFF_SIZES;

/** Classes of containers with tariffs of their own. `special`: flat racks, open tops, tanks, platforms and bulk containers. */
export const CONTAINER_CLASSES = { dry: 'Dry', reefer: 'Reefer', special: 'Special' } as const;
export type ContainerClass = keyof typeof CONTAINER_CLASSES;

/** The length of a container by its size as sources write it, `forty_ft_hc` or an ISO 6346 code; null if unknown. */
export function tariffSize(size: string | null): TariffSize | null {
  const text = size?.toLowerCase() ?? '';
  // 45G1 is the code of a high cube container of 40 ft, 45HC the name of one of 45 ft.
  if (ISO_CODE.test(text) && text.startsWith('4')) return '40';
  if (/^(forty_five|45|l)/.test(text)) return '45';
  if (/^(forty|4)/.test(text)) return '40';
  return /^(twenty|2)/.test(text) ? '20' : null;
}

/** Size, height, type group, and its digit: 45G1. */
const ISO_CODE = /^[24l][\da-z]([a-z])\d$/;

const NAMES: readonly (readonly [RegExp, ContainerClass])[] = [
  [/reef|refrig/, 'reefer'],
  [/flat|open|tank|special|platform|bulk|ventil|hanger/, 'special'],
  [/dry|general|standard|gp$/, 'dry'],
];

/**
 * The class of a container by its type as sources write it, or else by the type group of its ISO 6346 code: G is general purpose, R and H
 * are refrigerated or insulated; null if unknown. Whether a reefer is plugged in is not known.
 */
export function containerClass(type: string | null, size: string | null): ContainerClass | null {
  const names = type?.toLowerCase() ?? '';
  const named = NAMES.find(([name]) => name.test(names));
  if (named) return named[1];
  const group = ISO_CODE.exec(names)?.[1] ?? ISO_CODE.exec(size?.toLowerCase() ?? '')?.[1];
  if (group === undefined) return null;
  if (group === 'g') return 'dry';
  return group === 'r' || group === 'h' ? 'reefer' : 'special';
}
