import { Container } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readWords } from '#app/words.ts';
import { ContainerAnswer } from '#components/containers/container-answer.tsx';
import { containerFacts } from '#components/containers/container-facts.tsx';
import { ContainerGoods } from '#components/containers/container-goods.tsx';
import { ContainerTimeline } from '#components/containers/container-timeline.tsx';
import { NumberCheck } from '#components/containers/number-check.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { Nothing, Section } from '#components/record/section.tsx';
import { containerKind } from '#components/record/words.ts';
import { positionOf } from '#components/shipment/position.ts';
import { layRoute } from '#components/shipment/route-model.ts';
import { database } from '#db/client.ts';
import { getContainer } from '#db/queries/containers.ts';
import { getShipment, getTimeline } from '#db/queries/shipments.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerTitles } from '../../provider-titles.ts';
import { type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getContainer(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const { t } = await readWords();
  const container = await read((await params).id);
  return { title: container ? (container.number ?? t('Container')) : t('Not found') };
}

export default async function ContainerPage({ params }: IdParams) {
  await requireUser();
  const container = await read((await params).id);
  if (!container) notFound();
  const words = await readWords();
  const { t } = words;
  const [shipment, timeline] = await Promise.all([
    getShipment(database(), container.shipmentId),
    getTimeline(database(), container.shipmentId),
  ]);
  const journey = timeline.filter(({ containerId }) => containerId === container.id || containerId === null);
  const isOwn = container.milestones.length > 0;
  const shown = isOwn ? container.milestones : journey;
  const route = shipment ? layRoute(shipment, timeline) : [];
  const source = providerTitles[container.provider] ?? container.provider;
  const finished = ['delivered', 'cancelled', 'removed'].includes(container.shipment?.status ?? '');
  return (
    <RecordDetail
      entityIds={[container.shipmentId]}
      titles={providerTitles}
      facts={containerFacts(container, words)}
      folded={t('All dates, seal and size')}
      alerts={<ContainerAnswer container={container} position={positionOf(journey, route)} />}
      head={
        <RecordHead
          back={{ href: '/containers', label: t('Containers') }}
          icon={Container}
          kind={t('Container')}
          name={container.number ?? t('Number not reported')}
          chips={<NumberCheck valid={container.numberValid} />}
          facts={[
            containerKind(container, words),
            container.sealNumber && t('Seal {number}', { number: container.sealNumber }),
            t('via {source}', { source }),
          ]}
        />
      }
    >
      <Section title={t(isOwn ? 'Milestones of this container' : 'Milestones of its shipment')}>
        {shown.length > 0 ? (
          <ContainerTimeline
            entries={shown}
            mode={container.shipment?.mode ?? null}
            titles={providerTitles}
            finished={finished}
          />
        ) : (
          <Nothing>{t('No milestone is planned, estimated or reported.')}</Nothing>
        )}
      </Section>
      <Section title={t('Cargo')} count={container.goods.length}>
        <ContainerGoods goods={container.goods} />
      </Section>
      <Section title={t('Shipment')}>
        <LinkedShipments shipments={container.shipment ? [container.shipment] : []} nothing={t('Shipment unknown.')} />
      </Section>
    </RecordDetail>
  );
}
