/** Lengths of containers with tariffs of their own. */
export const TARIFF_SIZES = { '20': '20 ft', '40': '40 ft', '45': '45 ft' } as const;
export type TariffSize = keyof typeof TARIFF_SIZES;

/** Classes of containers with tariffs of their own. `special`: flat racks, open tops, tanks, platforms and bulk containers. */
export const CONTAINER_CLASSES = { dry: 'Dry', reefer: 'Reefer', special: 'Special' } as const;
export type ContainerClass = keyof typeof CONTAINER_CLASSES;

/** Lengths by the first character of a code of ISO 6346. */
const LENGTHS: Readonly<Record<string, TariffSize>> = { '2': '20', '4': '40', l: '45' };
/** The same of the codes before 1995, four digits: 4510 is a high cube container of 40 ft. */
const FORMER_LENGTHS: Readonly<Record<string, TariffSize>> = { '2': '20', '4': '40', '9': '45' };

/**
 * The length of a container by its size as sources write it: `forty_ft_hc`, `40HC`, `40' HQ`, `HC40`, or an ISO 6346 code; null if unknown.
 */
export function tariffSize(size: string | null): TariffSize | null {
  const text = plain(size);
  const [first = ''] = text;
  // 45G1 and 45GP are codes of a high cube container of 40 ft, 45HC the name of one of 45 ft.
  if (ISO_CODE.test(text)) return LENGTHS[first] ?? null;
  if (/^\d{4}$/.test(text)) return FORMER_LENGTHS[first] ?? null;
  const [feet] = /(?<!\d)(?:20|40|45)(?!\d)/.exec(text) ?? [];
  if (feet !== undefined) return feet as TariffSize;
  if (/^fou?rty[_-]?five/.test(text)) return '45';
  if (/^(fou?rty|4[2-8]$)/.test(text)) return '40';
  return /^(twenty|2[2-8]$)/.test(text) ? '20' : null;
}

/** Lower case without blanks, signs for feet, and the number of containers before it: `1 x 40' HQ`. In `20 x 8 x 8.6` 20 is the length. */
function plain(text: string | null): string {
  return (text ?? '')
    .toLowerCase()
    .replace(/['\u2019\u2032\s]/g, '')
    .replace(/^\d{1,2}x(?=\d{2})/, '');
}

/** Size, height, type group, and its digit or the second letter of the group: 45G1, 45GP. */
const ISO_CODE = /^[249lmp][\da-z](?:([a-z])\d|(g)p|(r)[est]|(h)[ir]|(u)t|(p)[cflst]|(t)[dgn]|(b)[ku]|(v)h|(s)n)$/;
const isoGroup = (text: string | null) => ISO_CODE.exec(plain(text))?.slice(1).find(Boolean);

/** Abbreviations behind the length: 20DV, 40RF. HC says how high it is, and nothing else. */
const ABBREVIATIONS: Readonly<Record<string, ContainerClass>> = {
  dv: 'dry',
  dc: 'dry',
  gp: 'dry',
  st: 'dry',
  sd: 'dry',
  rf: 'reefer',
  rh: 'reefer',
  rehc: 'reefer',
  rfhc: 'reefer',
  ot: 'special',
  fr: 'special',
  tk: 'special',
  pl: 'special',
};
const abbreviated = (text: string | null) => {
  const [, name = ''] = /^(?:20|40|45)(?:ft)?([a-z]{2,4})$/.exec(plain(text)) ?? [];
  return Object.hasOwn(ABBREVIATIONS, name) ? ABBREVIATIONS[name] : undefined;
};

const NAMES: readonly (readonly [RegExp, ContainerClass])[] = [
  [/reef|refrig/, 'reefer'],
  [/flat|open|tank|special|platform|bulk|ventil|hanger/, 'special'],
  [/dry|general|standard|gp$/, 'dry'],
];

/**
 * The class of a container by its type as sources write it, or else by its abbreviation, or by the type group of its ISO 6346 code: G is
 * general purpose, R and H are refrigerated or insulated; null if unknown. Whether a reefer is plugged in is not known.
 */
export function containerClass(type: string | null, size: string | null): ContainerClass | null {
  const names = type?.toLowerCase() ?? '';
  const named = NAMES.find(([name]) => name.test(names));
  if (named) return named[1];
  const short = abbreviated(type) ?? abbreviated(size);
  if (short) return short;
  const group = isoGroup(type) ?? isoGroup(size);
  if (group === undefined) return null;
  if (group === 'g') return 'dry';
  return group === 'r' || group === 'h' ? 'reefer' : 'special';
}
