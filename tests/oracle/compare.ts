import { countViews } from '#db/queries/overview.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { State } from '#lib/emulator/index.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import { moneyFalsehoods } from './compare-money.ts';
import { orderFalsehoods } from './compare-orders.ts';
import { shipmentFalsehoods } from './compare-shipments.ts';
import { judgeFreight } from './judge-freight.ts';
import { judgeLoad } from './judge-load.ts';
import { type Viewer, wholeList } from './viewer.ts';
import type { Witness } from './witness.ts';

/** Somebody looks when all has been read, which takes a while; nothing happens in the world meanwhile. */
const READING = 5 * 60_000;

/** Everything in which the screens differ at this moment from what the world shows, a line each: `<what> of <whose>: shown …, is …`. */
export async function falsehoods(viewer: Viewer, state: State, witness: Witness): Promise<string[]> {
  const now = state.now + READING;
  witness.watchUntil(state.now);
  await viewer.setClock(now);
  const verdicts = [
    ...state
      .freights()
      .filter(({ opened }) => opened)
      .map((freight) => judgeFreight(freight, witness, now)),
    ...state
      .loads()
      .filter(({ entered }) => entered)
      .map((load) => judgeLoad(load, now)),
  ];
  return [
    ...(await shipmentFalsehoods(viewer, verdicts)),
    ...(await orderFalsehoods(viewer, state)),
    ...(await moneyFalsehoods(viewer, state)),
    ...(await countFalsehoods(viewer)),
  ];
}

/** Where the overview counts other than the lists that it leads to. */
async function countFalsehoods({ db }: Viewer): Promise<string[]> {
  const counts = await countViews(db);
  const lists = new Map<keyof typeof counts, number>();
  for (const view of Object.keys(SHIPMENT_VIEWS) as ShipmentView[])
    lists.set(view, (await wholeList(db, SHIPMENTS, { view })).length);
  lists.set('trouble', (await wholeList(db, SHIPMENTS, { trouble: true })).length);
  lists.set('moving', (await wholeList(db, SHIPMENTS, { status: 'in_transit' })).length);
  return [...lists].flatMap(([name, length]) =>
    counts[name] === length ? [] : [`count of ${name}: shown ${counts[name]} on the overview, the list has ${length}`],
  );
}
