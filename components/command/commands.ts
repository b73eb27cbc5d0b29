import { type LucideIcon, Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { searchable } from '#lib/model/reference.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import { PLACES } from '../shell/places.ts';
import { bestReference, distinguishingReference } from '../shipments/reference.ts';

export type Preference = ['theme' | 'density', string, string];
export type Command = {
  id: string;
  group: 'Shipments' | 'Go to' | 'Views' | 'Appearance';
  label: string;
  note?: string;
  keys?: readonly string[];
  icon: LucideIcon;
  mono?: boolean;
} & ({ href: string } | { prefer: Preference });

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

/** The commands that match a text: the shipments found by it, then pages, views and preferences by name. `wanted`: as for their titles. */
export function commandsFor(
  text: string,
  found: readonly ShipmentLine[] = [],
  wanted: TitleType | null = null,
): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const known = [...GO, ...VIEWS, ...LOOK].filter(({ label }) =>
    words.every((word) => label.toLowerCase().includes(word)),
  );
  const hits = words.length > 0 ? found.map((line) => openShipment(line, text, wanted)) : [];
  return words.length > 0 ? [...hits, ...known] : [...GO, ...VIEWS, ...LOOK];
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
