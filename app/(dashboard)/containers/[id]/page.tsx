import { Container } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { containerFacts } from '#components/containers/container-facts.tsx';
import { ContainerGoods } from '#components/containers/container-goods.tsx';
import { ContainerTimeline } from '#components/containers/container-timeline.tsx';
import { NumberCheck } from '#components/containers/number-check.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { Nothing, Section } from '#components/record/section.tsx';
import { containerKind } from '#components/record/words.ts';
import { database } from '#db/client.ts';
import { getContainer } from '#db/queries/containers.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerTitles } from '../../provider-titles.ts';
import { type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getContainer(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const container = await read((await params).id);
  return { title: container ? (container.number ?? 'Container') : 'Not found' };
}

export default async function ContainerPage({ params }: IdParams) {
  await requireUser();
  const container = await read((await params).id);
  if (!container) notFound();
  const source = providerTitles[container.provider] ?? container.provider;
  const finished = ['delivered', 'cancelled', 'removed'].includes(container.shipment?.status ?? '');
  return (
    <RecordDetail
      entityIds={[container.shipmentId]}
      titles={providerTitles}
      facts={containerFacts(container)}
      head={
        <RecordHead
          back={{ href: '/containers', label: 'Containers' }}
          icon={Container}
          kind="Container"
          name={container.number ?? 'Number not reported'}
          chips={<NumberCheck valid={container.numberValid} />}
          facts={[containerKind(container), container.sealNumber && `Seal ${container.sealNumber}`, `via ${source}`]}
        />
      }
    >
      <Section title="Milestones of this container">
        {container.milestones.length > 0 ? (
          <ContainerTimeline
            entries={container.milestones}
            mode={container.shipment?.mode ?? null}
            titles={providerTitles}
            finished={finished}
          />
        ) : (
          <Nothing>No milestones of this container alone. See the timeline of its shipment.</Nothing>
        )}
      </Section>
      <Section title="Cargo" count={container.goods.length}>
        <ContainerGoods goods={container.goods} />
      </Section>
      <Section title="Shipment">
        <LinkedShipments shipments={container.shipment ? [container.shipment] : []} nothing="Shipment unknown." />
      </Section>
    </RecordDetail>
  );
}
