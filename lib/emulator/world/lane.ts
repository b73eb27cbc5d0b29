import { AIRPORTS, type Place, PORTS } from './places.ts';
import type { Random } from './random.ts';
import { CONSIGNEES, type Company, SHIPPERS } from './trade.ts';

/** Shipper, consignee, origin, destination and mode. */
export type Lane = { mode: 'ocean' | 'air'; from: Place; to: Place; shipper: Company; consignee: Company };

/** Ports where containers only change ships. */
const HUBS_ONLY = new Set(['ESALG', 'MAPTM', 'PAMIT', 'OMSLL']);

const SEAPORTS = PORTS.filter(({ code }) => code === null || !HUBS_ONLY.has(code));
const eastern = ({ region }: Place) => region === 'asia' || region === 'south-asia';

const ENDS = {
  ocean: { from: SEAPORTS.filter(eastern), to: SEAPORTS.filter((port) => !eastern(port)) },
  air: {
    from: AIRPORTS.filter(eastern),
    to: AIRPORTS.filter((airport) => !eastern(airport) && airport.state !== 'AK'),
  },
};

function local(random: Random, companies: readonly Company[], { country }: Place): Company {
  const near = companies.filter((company) => company.country === country);
  return random.pick(near.length > 0 ? near : companies);
}

/** Draws a lane; each company is located near its port. */
export function drawLane(random: Random): Lane {
  const mode = random.chance(0.8) ? 'ocean' : 'air';
  const [from, to] = [random.pick(ENDS[mode].from), random.pick(ENDS[mode].to)];
  return { mode, from, to, shipper: local(random, SHIPPERS, from), consignee: local(random, CONSIGNEES, to) };
}
