import { Prefetched } from '#components/live/prefetched.tsx';
import { Activity } from '#components/shipment/activity.tsx';
import type { Carriage } from '#components/shipment/carriage.ts';
import { Containers } from '#components/shipment/containers.tsx';
import { Costs } from '#components/shipment/costs.tsx';
import { Documents } from '#components/shipment/documents.tsx';
import { EtaHistory } from '#components/shipment/eta-history.tsx';
import { Orders } from '#components/shipment/orders.tsx';
import { RawEvents } from '#components/shipment/raw-events.tsx';
import { ReferencesAndParties } from '#components/shipment/references.tsx';
import { Timeline } from '#components/shipment/timeline.tsx';
import { database } from '#db/client.ts';
import { listActivity, readEvidence } from '#db/queries/evidence.ts';
import { deliveryOf } from '#db/queries/linked.ts';
import { documentsOf, invoicesOf, itemsOf, rawEventsOf } from '#db/queries/shipment-documents.ts';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { checkShipment } from '#lib/model/documents-due.ts';
import { expectedDeliveryOf } from '#lib/model/lateness.ts';
import { HoldSection } from '../../hold-section.tsx';
import { providerTitles } from '../../provider-titles.ts';
import { ShareSection } from '../../share/section.tsx';
import { StakeholderSection } from '../../stakeholder-section.tsx';

const ACTIVITY_PAGE = 100;
const EVENTS = 200;

type TabName =
  | 'timeline'
  | 'containers'
  | 'orders'
  | 'documents'
  | 'costs'
  | 'eta'
  | 'references'
  | 'stakeholders'
  | 'share'
  | 'activity'
  | 'events';
type TabEntry = { key: TabName; label: string; count?: (shipment: ShipmentDetail) => number };

export const TABS: readonly TabEntry[] = [
  { key: 'timeline', label: 'Timeline' },
  { key: 'containers', label: 'Containers', count: ({ containers }) => containers.length },
  { key: 'orders', label: 'Orders & SKUs' },
  { key: 'documents', label: 'Documents' },
  { key: 'costs', label: 'Costs' },
  { key: 'eta', label: 'ETA history' },
  {
    key: 'references',
    label: 'References & parties',
    count: ({ references, parties }) => references.length + parties.length,
  },
  { key: 'stakeholders', label: 'Stakeholders' },
  { key: 'share', label: 'Share' },
  { key: 'activity', label: 'Activity' },
  { key: 'events', label: 'Raw events' },
];

export function isTab(value: unknown): value is TabName {
  return TABS.some(({ key }) => key === value);
}

type Props = {
  tab: TabName;
  shipment: ShipmentDetail;
  timeline: TimelineEntry[];
  finished: boolean;
  cursor: string | undefined;
};

/** The tab of the shipment in the address. */
export async function ShipmentTab({ tab, shipment, timeline, finished, cursor }: Props) {
  const source = providerTitles[shipment.provider] ?? shipment.provider;
  switch (tab) {
    case 'timeline':
      return (
        <Prefetched queryKey={['timeline', shipment.id]} data={timeline}>
          <Timeline
            shipment={shipment.id}
            route={routeOf(shipment)}
            mode={shipment.mode}
            titles={providerTitles}
            finished={finished}
          />
        </Prefetched>
      );
    case 'containers':
      return <Containers containers={shipment.containers} timeline={timeline} status={shipment.status} />;
    case 'orders': {
      const items = await itemsOf(database(), shipment.id);
      return (
        <Orders
          orders={shipment.purchaseOrders}
          items={items}
          containers={shipment.containers}
          awaited={expectedDeliveryOf({ ...shipment, ...deliveryOf(shipment) })}
        />
      );
    }
    case 'documents': {
      const documents = await documentsOf(database(), shipment.id);
      return <Documents {...checkShipment(shipment, timeline, documents)} />;
    }
    case 'costs':
      return <Costs invoices={await invoicesOf(database(), shipment.id)} />;
    case 'events':
      return (
        <>
          <HoldSection shipment={shipment.id} />
          <RawEvents
            shipment={shipment.id}
            events={await rawEventsOf(database(), shipment.id, EVENTS)}
            titles={providerTitles}
          />
        </>
      );
    case 'references': {
      const ids = [...shipment.references, ...shipment.parties].map(({ eventId }) => eventId);
      const evidence = await readEvidence(database(), ids);
      return <ReferencesAndParties shipment={shipment} evidence={evidence} source={source} />;
    }
    case 'stakeholders':
      return <StakeholderSection of={{ scope: 'shipment', subjectId: shipment.id }} />;
    case 'share':
      return <ShareSection target={{ shipmentId: shipment.id }} />;
    case 'eta':
      return <EtaHistory shipment={shipment} timeline={timeline} source={source} />;
    case 'activity': {
      const page = await listActivity(database(), shipment.id, { limit: ACTIVITY_PAGE, cursor });
      return <Activity shipment={shipment.id} page={page} first={!cursor} titles={providerTitles} />;
    }
  }
}

/** What the timeline needs of the route. */
function routeOf({ legs, mode, portOfLoading, portOfDischarge }: ShipmentDetail): Carriage {
  return {
    ...{ mode, portOfLoading, portOfDischarge },
    legs: legs.map(({ id, main, mode, origin, destination }) => ({ id, main, mode, origin, destination })),
  };
}
