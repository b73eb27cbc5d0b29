import ports from 'sea-ports/lib/ports.json' with { type: 'json' };

/** A sea port; `code` is its UN/LOCODE, `country` ISO 3166-1 alpha-2. */
export type FoundPort = { code: string; name: string; country: string; countryName: string };

type Entry = { name: string; country: string; alias?: readonly string[]; unlocs?: readonly string[] };
type Indexed = FoundPort & { terms: string };

let index: readonly Indexed[] | undefined;

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

function indexed(): readonly Indexed[] {
  index ??= Object.entries(ports as Record<string, Entry>)
    // Other codes of a port are listed too; each port is found once, by the code that is listed first.
    .filter(([code, { unlocs }]) => unlocs?.[0] === undefined || unlocs[0] === code)
    .map(([code, { name, country, alias = [] }]) => ({
      code,
      name,
      country: code.slice(0, 2),
      countryName: country,
      terms: plain([code, name, country, ...alias].join('\n')),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return index;
}

/**
 * Sea ports by code, name or country, the best match first: the code, the beginning of the name, any part. Every word must occur; accents
 * and case are ignored. All ports, by name, without text.
 */
export function findPorts(typed: string): FoundPort[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const ranked = Map.groupBy(indexed(), (port) => rankOf(port, words));
  return [0, 1, 2].flatMap((rank) => (ranked.get(rank) ?? []).map(({ terms: _, ...port }) => port));
}

/** 0 is best; null if the port does not match. */
function rankOf({ code, name, terms }: Indexed, words: readonly string[]): number | null {
  if (words.length > 0 && code.toLowerCase() === words.join('')) return 0;
  if (!words.every((word) => terms.includes(word))) return null;
  return plain(name).startsWith(words.join(' ')) ? 1 : 2;
}
