import { type LucideIcon, Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react';
import type { HitKind, RecordHit } from '#db/queries/record-search.ts';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import type { Words } from '#lib/model/language.ts';
import { searchable } from '#lib/model/reference.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { PLACES } from '../shell/places.ts';
import { bestReference, distinguishingReference } from '../shipments/reference.ts';
import { furtherPages, type Rights } from './further-pages.ts';

export type Preference = ['theme' | 'density', string, string];
export type Command = {
  id: string;
  group: 'Shipments' | 'Records' | 'Go to' | 'Views' | 'Appearance';
  /** In the language of the user, or the name of what was found. */
  label: string;
  note?: string;
  keys?: readonly string[];
  icon: LucideIcon;
  mono?: boolean;
} & ({ href: string } | { prefer: Preference });

/** What a text finds. */
export type Hits = { shipments: ShipmentLine[]; records: RecordHit[] };

const goTo = ({ t }: Words): Command[] =>
  PLACES.map(({ href, label, icon, key }) => ({
    id: `go ${href}`,
    group: 'Go to',
    label: t(label),
    icon,
    href,
    ...(key && { keys: ['g', key] }),
  }));

const viewsIn = ({ t, inside }: Words): Command[] =>
  (Object.keys(SHIPMENT_VIEWS) as ShipmentView[]).map((view) => ({
    id: `view ${view}`,
    group: 'Views',
    label: t('Shipments: {view}', { view: inside(t(SHIPMENT_VIEWS[view])) }),
    icon: PLACES[1]?.icon ?? Rows2,
    href: `/shipments?view=${view}`,
  }));

const look = (label: string, icon: LucideIcon, prefer: Preference): Command => ({
  id: prefer.join(' '),
  group: 'Appearance',
  label,
  icon,
  prefer,
});
const LOOK: readonly Command[] = [
  look('Light theme', Sun, ['theme', 'light', 'system']),
  look('Dark theme', Moon, ['theme', 'dark', 'system']),
  look('System theme', Monitor, ['theme', 'system', 'system']),
  look('Compact rows', Rows4, ['density', 'compact', 'comfortable']),
  look('Comfortable rows', Rows2, ['density', 'comfortable', 'comfortable']),
];

const KINDS: Readonly<Record<HitKind, { label: string; path: string }>> = {
  invoice: { label: 'Invoice', path: '/invoices' },
  purchase_order: { label: 'Purchase order', path: '/purchase-orders' },
  booking: { label: 'Booking', path: '/bookings' },
  container: { label: 'Container', path: '/containers' },
  product: { label: 'Product', path: '/products' },
  document: { label: 'Document', path: '/documents' },
  party: { label: 'Party', path: '/parties' },
};

/** What the commands depend on besides the text. `wanted`: as for titles. */
export type CommandContext = { wanted: TitleType | null; rights: Rights };

/**
 * The commands that match a text: shipments and records found by it, then pages, views and preferences by name, which may be English in
 * every language.
 */
export function commandsFor(
  text: string,
  { wanted, rights }: CommandContext,
  found: Hits = { shipments: [], records: [] },
  words: Words = ENGLISH,
): Command[] {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  const known = knownIn(words, rights);
  if (sought.length === 0) return known;
  const english = knownIn(ENGLISH, rights);
  const isNamed = (label = '') => sought.every((part) => label.toLowerCase().includes(part));
  const named = known.filter(({ label }, at) => isNamed(label) || isNamed(english[at]?.label));
  return [...hitsFor(text, found, wanted, words), ...named];
}

/** The commands that do not depend on a text. */
function knownIn(words: Words, rights: Rights): Command[] {
  const further = furtherPages(rights, words).map((page) => ({
    ...page,
    id: `go ${page.href}`,
    group: 'Go to' as const,
  }));
  const appearance = LOOK.map((command) => ({ ...command, label: words.t(command.label) }));
  return [...goTo(words), ...further, ...viewsIn(words), ...appearance];
}

/** Records come first if the text is the whole number or name of one, and no shipment has it as a reference. */
function hitsFor(text: string, { shipments, records }: Hits, wanted: TitleType | null, words: Words): Command[] {
  const sought = searchable(text);
  const isReference = shipments.some(({ references }) => references.some(({ value }) => searchable(value) === sought));
  const lines = shipments.map((line) => openShipment(line, text, wanted, words));
  const others = records.map((record) => openRecord(record, words));
  return !isReference && records.some(({ isWhole }) => isWhole) ? [...others, ...lines] : [...lines, ...others];
}

function openRecord({ kind, id, name, note }: RecordHit, { t }: Words): Command {
  const { label, path } = KINDS[kind];
  return {
    id: `${kind} ${id}`,
    group: 'Records',
    label: name,
    ...(note && { note }),
    keys: [t(label)],
    icon: PLACES.find(({ href }) => href === path)?.icon ?? Rows2,
    mono: true,
    href: `${path}/${id}`,
  };
}

function openShipment(line: ShipmentLine, text: string, wanted: TitleType | null, { t }: Words): Command {
  const { value } = bestReference(line, wanted);
  const lane = [line.portOfLoading?.unlocode, line.portOfDischarge?.unlocode].filter(Boolean).join(' › ');
  return {
    id: line.id,
    group: 'Shipments',
    label: value,
    note: [matchOf(line, value, text) ?? distinguishingReference(line, wanted)?.value, lane]
      .filter(Boolean)
      .join(' · '),
    keys: [t(STAGES[line.status].label)],
    icon: PLACES[1]?.icon ?? Rows2,
    mono: true,
    href: `/shipments/${line.id}`,
  };
}

/** What a shipment was found by, if its name does not contain the text. */
function matchOf({ references, vessel, voyage, customer, name }: ShipmentLine, shown: string, text: string) {
  const wanted = searchable(text);
  const texts = [
    ...references.map(({ value }) => value),
    vessel && [vessel, voyage].filter(Boolean).join(' '),
    customer,
    name,
  ];
  const contains = (one: string | null) => searchable(one ?? '').includes(wanted);
  return contains(shown) ? undefined : texts.find(contains);
}
