import { countViews } from '#db/queries/overview.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { State } from '#lib/emulator/index.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import { invoiceListDifferences } from './compare-invoices.ts';
import { orderDifferences } from './compare-orders.ts';
import { shipmentDifferences } from './compare-shipments.ts';
import { expectedFreight } from './expected-freight.ts';
import { expectedLoad } from './expected-load.ts';
import { readAll, type ScreenReader } from './screen-reader.ts';
import type { WorldObserver } from './world-observer.ts';

/** The screens are read this long after the last event, when everything has been processed. */
const PROCESSING_MS = 5 * 60_000;

/** All differences between the screens and the world at this moment, one line each: `<what> of <whose>: shown …, is …`. */
export async function differences(reader: ScreenReader, state: State, observer: WorldObserver): Promise<string[]> {
  const now = state.now + PROCESSING_MS;
  observer.observeUntil(state.now);
  await reader.setClock(now);
  const expectedShipments = [
    ...state
      .freights()
      .filter(({ opened }) => opened)
      .map((freight) => expectedFreight(freight, observer, now)),
    ...state
      .loads()
      .filter(({ entered }) => entered)
      .map((load) => expectedLoad(load, now)),
  ];
  return [
    ...(await shipmentDifferences(reader, expectedShipments)),
    ...(await orderDifferences(reader, state)),
    ...(await invoiceListDifferences(reader, state)),
    ...(await countDifferences(reader)),
  ];
}

/** The differences between the counts on the overview and the lengths of the lists. */
async function countDifferences({ db }: ScreenReader): Promise<string[]> {
  const counts = await countViews(db);
  const lists = new Map<keyof typeof counts, number>();
  for (const view of Object.keys(SHIPMENT_VIEWS) as ShipmentView[])
    lists.set(view, (await readAll(db, SHIPMENTS, { view })).length);
  lists.set('moving', (await readAll(db, SHIPMENTS, { status: 'in_transit' })).length);
  return [...lists].flatMap(([name, length]) =>
    counts[name] === length ? [] : [`count of ${name}: shown ${counts[name]} on the overview, the list has ${length}`],
  );
}
