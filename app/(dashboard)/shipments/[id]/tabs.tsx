import { Prefetched } from '#components/live/prefetched.tsx';
import { Activity } from '#components/shipment/activity.tsx';
import { Containers } from '#components/shipment/containers.tsx';
import { EtaHistory } from '#components/shipment/eta-history.tsx';
import { ReferencesAndParties } from '#components/shipment/references.tsx';
import { Timeline } from '#components/shipment/timeline.tsx';
import { database } from '#db/client.ts';
import { listActivity, readEvidence } from '#db/queries/evidence.ts';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { providerTitles } from '../../provider-titles.ts';

const ACTIVITY_PAGE = 100;

type TabName = 'timeline' | 'containers' | 'references' | 'eta' | 'activity';
type TabEntry = { key: TabName; label: string; count?: (shipment: ShipmentDetail) => number };

export const TABS: readonly TabEntry[] = [
  { key: 'timeline', label: 'Timeline' },
  { key: 'containers', label: 'Containers', count: ({ containers }) => containers.length },
  {
    key: 'references',
    label: 'References & parties',
    count: ({ references, parties }) => references.length + parties.length,
  },
  { key: 'eta', label: 'ETA history' },
  { key: 'activity', label: 'Activity' },
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

/** The part of the shipment that the address names. */
export async function ShipmentTab({ tab, shipment, timeline, finished, cursor }: Props) {
  const source = providerTitles[shipment.provider] ?? shipment.provider;
  switch (tab) {
    case 'timeline':
      return (
        <Prefetched queryKey={['timeline', shipment.id]} data={timeline}>
          <Timeline shipment={shipment.id} titles={providerTitles} finished={finished} />
        </Prefetched>
      );
    case 'containers':
      return <Containers containers={shipment.containers} timeline={timeline} finished={finished} />;
    case 'references': {
      const ids = [...shipment.references, ...shipment.parties].map(({ eventId }) => eventId);
      const evidence = await readEvidence(database(), ids);
      return <ReferencesAndParties shipment={shipment} evidence={evidence} source={source} />;
    }
    case 'eta':
      return <EtaHistory shipment={shipment} timeline={timeline} source={source} />;
    case 'activity': {
      const page = await listActivity(database(), shipment.id, { limit: ACTIVITY_PAGE, cursor });
      return <Activity shipment={shipment.id} page={page} first={!cursor} titles={providerTitles} />;
    }
  }
}
