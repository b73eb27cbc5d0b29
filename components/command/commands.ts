import { type LucideIcon, Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react';
import type { HitKind, RecordHit } from '#db/queries/record-search.ts';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { searchable } from '#lib/model/reference.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import { PLACES } from '../shell/places.ts';
import { bestReference, distinguishingReference } from '../shipments/reference.ts';
import { furtherPages, type Rights } from './further-pages.ts';

export type Preference = ['theme' | 'density', string, string];
export type Command = {
  id: string;
  group: 'Shipments' | 'Records' | 'Go to' | 'Views' | 'Appearance';
  label: string;
  note?: string;
  keys?: readonly string[];
  icon: LucideIcon;
  mono?: boolean;
} & ({ href: string } | { prefer: Preference });

/** What a text finds. */
export type Hits = { shipments: ShipmentLine[]; records: RecordHit[] };

const GO: readonly Command[] = PLACES.map(({ href, label, icon, key }) => ({
  id: `go ${href}`,
  group: 'Go to',
  label,
  icon,
  href,
  ...(key && { keys: ['g', key] }),
}));

const VIEWS: readonly Command[] = (Object.keys(SHIPMENT_VIEWS) as ShipmentView[]).map((view) => ({
  id: `view ${view}`,
  group: 'Views',
  label: `Shipments: ${SHIPMENT_VIEWS[view].toLowerCase()}`,
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

/** The commands that match a text: shipments and records found by it, then pages, views and preferences by name. */
export function commandsFor(
  text: string,
  { wanted, rights }: CommandContext,
  found: Hits = { shipments: [], records: [] },
): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const further = furtherPages(rights).map((page) => ({ ...page, id: `go ${page.href}`, group: 'Go to' as const }));
  const known = [...GO, ...further, ...VIEWS, ...LOOK];
  if (words.length === 0) return known;
  const named = known.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  return [...hitsFor(text, found, wanted), ...named];
}

/** Records come first if the text is the whole number or name of one, and no shipment has it as a reference. */
function hitsFor(text: string, { shipments, records }: Hits, wanted: TitleType | null): Command[] {
  const sought = searchable(text);
  const isReference = shipments.some(({ references }) => references.some(({ value }) => searchable(value) === sought));
  const lines = shipments.map((line) => openShipment(line, text, wanted));
  const others = records.map(openRecord);
  return !isReference && records.some(({ isWhole }) => isWhole) ? [...others, ...lines] : [...lines, ...others];
}

function openRecord({ kind, id, name, note }: RecordHit): Command {
  const { label, path } = KINDS[kind];
  return {
    id: `${kind} ${id}`,
    group: 'Records',
    label: name,
    ...(note && { note }),
    keys: [label],
    icon: PLACES.find(({ href }) => href === path)?.icon ?? Rows2,
    mono: true,
    href: `${path}/${id}`,
  };
}

function openShipment(line: ShipmentLine, text: string, wanted: TitleType | null): Command {
  const { value } = bestReference(line, wanted);
  const lane = [line.portOfLoading?.unlocode, line.portOfDischarge?.unlocode].filter(Boolean).join(' › ');
  return {
    id: line.id,
    group: 'Shipments',
    label: value,
    note: [matchOf(line, value, text) ?? distinguishingReference(line, wanted)?.value, lane]
      .filter(Boolean)
      .join(' · '),
    keys: [STAGES[line.status].label],
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
