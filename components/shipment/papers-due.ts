import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { type Trade, tradeOf } from '#lib/model/checklist.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';

type Ends = Pick<ShipmentDetail, 'mode' | 'origin' | 'portOfLoading' | 'portOfDischarge' | 'destination'>;

/** Whether a shipment crosses a customs border. */
export function tradeOfShipment({ mode, origin, portOfLoading, portOfDischarge, destination }: Ends): Trade {
  const [from, to] = [origin?.country ?? portOfLoading?.country, destination?.country ?? portOfDischarge?.country];
  return tradeOf(mode, from ?? null, to ?? null);
}

/** What is known as a fact, but for hauls to the port; departure and arrival are those of the main carriage as a whole. */
export function happenedOf({ legs }: ShipmentDetail, timeline: readonly TimelineEntry[]): Set<MilestoneCode> {
  const main = legs.filter((leg) => leg.main);
  const ends: Partial<Record<MilestoneCode, string | undefined>> = {
    DEPARTED: main.at(0)?.id,
    ARRIVED: main.at(-1)?.id,
  };
  const hauls = new Set(legs.filter(({ sequence }) => sequence < (main[0]?.sequence ?? 0)).map(({ id }) => id));
  const facts = timeline.filter(
    ({ classifier, standing, code, legId, flag }) =>
      classifier === 'ACT' &&
      standing === 'current' &&
      !flag &&
      (!legId || (code in ends ? legId === ends[code] : code === 'PICKED_UP' || !hauls.has(legId))),
  );
  return new Set(facts.map(({ code }) => code));
}
