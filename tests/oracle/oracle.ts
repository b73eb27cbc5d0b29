/**
 * What somebody would say who sees the emulated world itself: where the goods are, whether they arrived, what a box costs and what
 * is owed. It reads the world's own records and shares nothing with the code that it judges.
 */
import type { Freight, FreightInvoice, Leg } from '#lib/emulator/world/freight.ts';
import type { Load } from '#lib/emulator/world/load.ts';

/** How far goods are, as coarse as nobody can disagree about. */
export type Phase = 'origin' | 'on the way' | 'destination' | 'delivered' | 'cancelled';

export type Verdict = {
  provider: 'flexport' | 'mvmnt';
  id: string;
  phase: Phase;
  /** Whether the main carriage is over; null where there is none to speak of. */
  arrived: boolean | null;
  /** What is still owed on each invoice, in cents, by its id. */
  owed: ReadonlyMap<string, number>;
  /** The last day on which each container stands free at the terminal, `YYYY-MM-DD` on the clock there, by its id. */
  freeUntil: ReadonlyMap<string, string>;
};

/** Says how a forwarder's shipment stands. */
export function judgeFreight(freight: Freight): Verdict {
  return {
    provider: 'flexport',
    id: String(freight.id),
    phase: freightPhase(freight),
    arrived: isOver(freight),
    owed: new Map(freight.invoices.map((invoice) => [invoice.id, owedOn(invoice)])),
    freeUntil: freeDays(freight),
  };
}

const sailing = ({ mode, legs }: Freight): Leg[] => legs.filter((leg) => leg.mode === mode);

function isOver(freight: Freight): boolean {
  const last = sailing(freight).at(-1);
  return last !== undefined && last.ata !== null;
}

function freightPhase(freight: Freight): Phase {
  if (freight.deliveredInFull !== null) return 'delivered';
  if (isOver(freight)) return 'destination';
  return sailing(freight).some(({ atd, ata }) => atd !== null || ata !== null) ? 'on the way' : 'origin';
}

function freeDays(freight: Freight): ReadonlyMap<string, string> {
  const zone = sailing(freight).at(-1)?.to.place.zone ?? 'UTC';
  const days = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return new Map(
    freight.boxes.flatMap(({ id, lastFreeDay }) =>
      lastFreeDay === null ? [] : [[String(id), days.format(lastFreeDay)]],
    ),
  );
}

function owedOn({ status, totalCents, creditCents, paidCents }: FreightInvoice): number {
  return status === 'void' ? 0 : totalCents - creditCents - paidCents;
}

/** Says how a broker's load stands. */
export function judgeLoad(load: Load): Verdict {
  return {
    provider: 'mvmnt',
    id: load.id,
    phase: loadPhase(load),
    arrived: null,
    owed: new Map(),
    freeUntil: new Map(),
  };
}

function loadPhase({ status, stops, deliveredAt }: Load): Phase {
  if (status === 'CANCELED') return 'cancelled';
  if (deliveredAt !== null) return 'delivered';
  const [first] = stops;
  const last = stops.at(-1);
  if (last && last.arrived !== null) return 'destination';
  return first && first.departed !== null ? 'on the way' : 'origin';
}
