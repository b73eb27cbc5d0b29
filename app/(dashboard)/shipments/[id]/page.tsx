import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { PrintedShipment } from '#app/(dashboard)/shipments/[id]/printed.tsx';
import { readWords } from '#app/words.ts';
import { ExceptionStrip } from '#components/exceptions/exception-strip.tsx';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { WatchButton } from '#components/notices/watch-button.tsx';
import { delayReason } from '#components/shipment/delay-reason.ts';
import { EtaPanel } from '#components/shipment/eta-panel.tsx';
import { ShipmentHead } from '#components/shipment/head.tsx';
import { HeldChip } from '#components/shipment/held-chip.tsx';
import { positionOf } from '#components/shipment/position.ts';
import { RouteBar } from '#components/shipment/route-bar.tsx';
import { layRoute } from '#components/shipment/route-model.ts';
import { ShipmentAnswer } from '#components/shipment/shipment-answer.tsx';
import { WhyLayer } from '#components/shipment/why.tsx';
import { bestReference } from '#components/shipments/reference.ts';
import { FoldedOnPhone } from '#components/ui/folded-on-phone.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { database } from '#db/client.ts';
import { readEvidence } from '#db/queries/evidence.ts';
import { exceptionsOfShipment } from '#db/queries/exceptions.ts';
import { holdOf } from '#db/queries/shipment-hold.ts';
import { rolledOf } from '#db/queries/shipment-rolled.ts';
import { getShipment, getTimeline, type ShipmentDetail } from '#db/queries/shipments.ts';
import { watchOf } from '#db/queries/watches.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { listPeople } from '../../exceptions/people.ts';
import { personalOf } from '../../personal.ts';
import { providerTitles } from '../../provider-titles.ts';
import { toggleWatch } from '../../watch-actions.ts';
import { isTab, ShipmentTab, TABS } from './tabs.tsx';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const FINISHED = new Set(['delivered', 'cancelled', 'removed']);

const readShipment = cache(async (id: string) => {
  return z.uuid().safeParse(id).success ? getShipment(database(), id) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireUser();
  const shipment = await readShipment((await params).id);
  if (!shipment) return { title: (await readWords()).t('Not found') };
  return { title: bestReference(shipment, (await personalOf()).titleType).value };
}

export default async function ShipmentPage({ params, searchParams }: Props) {
  const { email } = await requireUser();
  const shipment = await readShipment((await params).id);
  if (!shipment) notFound();
  const words = await readWords();
  const { tab, cursor } = await searchParams;
  const current = isTab(tab) ? tab : 'timeline';
  const [timeline, rolled, exceptions, people, evidence, watched, hold] = await Promise.all([
    getTimeline(database(), shipment.id),
    rolledOf(database(), shipment.id),
    exceptionsOfShipment(database(), shipment.id),
    listPeople(),
    readEvidence(database(), [shipment.statusEventId, shipment.etaEventId]),
    watchOf(database(), email, { scope: 'shipment', subjectId: shipment.id }),
    holdOf(database(), shipment.id),
  ]);
  const source = providerTitles[shipment.provider] ?? shipment.provider;
  const finished = FINISHED.has(shipment.status);
  const next = timeline.find(
    (entry) =>
      entry.standing === 'current' &&
      entry.code === shipment.nextMilestone &&
      entry.occurredAt === shipment.nextMilestoneAt,
  );
  const delay = finished ? null : delayReason(shipment, timeline);
  const route = layRoute(shipment, timeline);
  return (
    <>
      <div data-screen-only className="flex-1 scroll-pt-12 overflow-y-auto">
        <LiveRefresh entityIds={[shipment.id]} />
        <ShipmentHead
          shipment={shipment}
          source={source}
          rolled={rolled}
          delay={delay}
          watch={
            <>
              {hold && <HeldChip shipment={shipment.id} />}
              <WatchButton
                followed={{ scope: 'shipment', subjectId: shipment.id }}
                of={words.t('this shipment')}
                watch={watched && { ...watched, isMuted: watched.mutedAt !== null }}
                action={toggleWatch}
              />
            </>
          }
        />
        <ShipmentAnswer
          shipment={shipment}
          timeline={timeline}
          exceptions={exceptions}
          position={positionOf(timeline, route)}
        />
        <FoldedOnPhone label={foldedLabel(exceptions.length, words)}>
          <EtaPanel
            shipment={shipment}
            next={next ?? null}
            evidence={evidence}
            source={source}
            finished={finished}
            delay={delay}
          />
          <ExceptionStrip exceptions={exceptions} people={people.names} shipment={shipment.id} />
          <RouteBar route={route} source={source} />
        </FoldedOnPhone>
        <Parts shipment={shipment} current={current} />
        <ShipmentTab
          tab={current}
          shipment={shipment}
          timeline={timeline}
          finished={finished}
          cursor={typeof cursor === 'string' ? cursor : undefined}
        />
        <WhyLayer />
      </div>
      <PrintedShipment shipment={shipment} timeline={timeline} />
    </>
  );
}

/** What a phone folds away between the answer and the timeline. */
function foldedLabel(exceptions: number, { t, counted }: Words): string {
  if (exceptions === 0) return t('Status and route');
  return counted(exceptions, '{n} exception, status and route', '{n} exceptions, status and route');
}

/** The tabs of a shipment; they stay in sight. */
function Parts({ shipment, current }: { shipment: ShipmentDetail; current: string }) {
  const { t } = useWords();
  const address = `/shipments/${shipment.id}`;
  return (
    <div className="sticky top-0 z-20 border-b border-line bg-surface px-4 lg:px-6">
      <LinkTabs
        label={t('Parts of the shipment')}
        current={current}
        tabs={TABS.map(({ key, label, count }) => ({
          key,
          label: t(label),
          href: key === 'timeline' ? address : `${address}?tab=${key}`,
          ...(count && { count: count(shipment) }),
        }))}
      />
    </div>
  );
}
