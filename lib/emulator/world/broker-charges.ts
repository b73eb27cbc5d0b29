import type { Random } from '#lib/emulator/world/random.ts';

/** One line of an invoice, a bill or an order; `cents` is `rateCents` times `quantity`. */
export type Charge = { code: string; description: string; quantity: number; rateCents: number; cents: number };

const EXTRAS = [
  { code: 'DETENTION', description: 'Detention at the door, hours', low: 5_000, high: 9_000, most: 4, share: 0.1 },
  { code: 'LUMPER', description: 'Lumper', low: 9_000, high: 32_000, most: 1, share: 0.08 },
  { code: 'STOP_OFF', description: 'Extra stop', low: 7_500, high: 15_000, most: 1, share: 0.07 },
  { code: 'TARP', description: 'Tarp', low: 5_000, high: 10_000, most: 1, share: 0.04 },
];

/** Splits a total into line haul, fuel and accessorial charges. The lines add up to the cent. */
export function chargesOf(random: Random, totalCents: number, drayage: boolean): Charge[] {
  const extras = EXTRAS.filter(({ share }) => random.chance(share)).map(({ code, description, low, high, most }) => {
    const [quantity, rateCents] = [random.int(1, most), random.int(low, high)];
    return { code, description, quantity, rateCents, cents: quantity * rateCents };
  });
  const chassis = { code: 'CHASSIS', description: 'Chassis, days', quantity: random.int(1, 4), rateCents: 3_500 };
  const more = drayage ? [...extras, { ...chassis, cents: chassis.quantity * chassis.rateCents }] : extras;
  const kept = more.reduce((sum, { cents }) => sum + cents, 0) < totalCents / 2 ? more : [];
  const rest = totalCents - kept.reduce((sum, { cents }) => sum + cents, 0);
  const fuel = Math.round(rest * random.between(0.1, 0.22));
  const whole = (code: string, description: string, cents: number): Charge => ({
    code,
    description,
    quantity: 1,
    rateCents: cents,
    cents,
  });
  return [whole('LINEHAUL', 'Line haul', rest - fuel), whole('FUEL_SURCHARGE', 'Fuel surcharge', fuel), ...kept];
}
