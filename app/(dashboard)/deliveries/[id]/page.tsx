import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import { BodyView } from '#components/deliveries/body-view.tsx';
import { EventList } from '#components/deliveries/event-list.tsx';
import { DeliveryFacts } from '#components/deliveries/facts.tsx';
import { Headers } from '#components/deliveries/headers.tsx';
import { listedEvent } from '#components/deliveries/listed-event.ts';
import { ReplayButton } from '#components/deliveries/replay-button.tsx';
import { StatusChips } from '#components/deliveries/status-chip.tsx';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { database } from '#db/client.ts';
import { cursorOfPosition, getDelivery } from '#db/queries/delivery.ts';
import { readShipmentNames } from '#db/queries/delivery-list.ts';
import { type EventInDelivery, eventInDelivery } from '#db/queries/event-in-delivery.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { personalOf } from '../../personal.ts';
import { providerTitles } from '../../provider-titles.ts';
import { EVENTS_ON_PAGE } from '../events-on-page.ts';
import { replay } from './actions.ts';
import { shownPayloads } from './shown-payloads.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t('Delivery of a webhook') };
}

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DeliveryPage({ params, searchParams }: Props) {
  const user = await requireUser();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const { body, cursor, event } = await searchParams;
  const named = typeof event === 'string' ? event : null;
  const selected = named === null ? null : await eventInDelivery(database(), id, named);
  const paging = { limit: EVENTS_ON_PAGE, cursor: typeof cursor === 'string' ? cursor : pageOf(selected) };
  const delivery = await getDelivery(database(), id, paging);
  if (!delivery) notFound();
  const [names, { titleType }, { t }] = await Promise.all([
    readShipmentNames(database(), delivery.shipments),
    personalOf(),
    readWords(),
  ]);
  const source = providerTitles[delivery.provider] ?? delivery.provider;
  const replayable = delivery.status === 'accepted' && includesRole(user.role, 'operator');
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh />
      <header className="px-4 pt-3 pb-4 lg:px-6">
        <Link
          href="/deliveries"
          data-screen-only
          className="-ml-1 inline-flex h-6 items-center gap-0.5 rounded pr-1.5 text-xs text-dim hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-3.5" />
          {t('Webhook log')}
        </Link>
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="text-lg font-semibold tracking-tight">{t('Delivery from {source}', { source })}</h1>
          <StatusChips delivery={delivery} />
          <span className="flex-1" />
          {replayable && <ReplayButton delivery={delivery.id} action={replay} />}
        </div>
        <p className="mono mt-0.5 text-xs break-all text-faint">{delivery.id}</p>
      </header>
      <DeliveryFacts delivery={delivery} source={source} shipments={[...names.values()]} titleType={titleType} />
      <EventList
        delivery={{ id, status: delivery.status, eventCount: delivery.eventCount, error: delivery.error }}
        events={delivery.events.data.map(listedEvent)}
        payloads={shownPayloads(delivery, selected?.id ?? null)}
        selected={selected?.id ?? null}
        isMissing={named !== null && selected === null}
      />
      {(delivery.events.nextCursor || paging.cursor) && (
        <Pager
          previous={paging.cursor ? `/deliveries/${id}` : null}
          next={delivery.events.nextCursor && `/deliveries/${id}?cursor=${delivery.events.nextCursor}`}
          note={t('{n} of {total} events', {
            n: delivery.events.data.length,
            total: delivery.eventCount,
          })}
        />
      )}
      <BodyView
        address={`/deliveries/${delivery.id}`}
        view={body === 'raw' ? 'raw' : 'pretty'}
        body={delivery.body}
        archiveFile={delivery.archiveFile}
        problem={delivery.bodyProblem}
        besideMany={delivery.events.data.length > 10}
      />
      <Headers headers={delivery.headers} />
    </div>
  );
}

/** The page of events that contains one. */
function pageOf(event: EventInDelivery | null): string | undefined {
  return event ? cursorOfPosition(event.position, EVENTS_ON_PAGE) : undefined;
}
