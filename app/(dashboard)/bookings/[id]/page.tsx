import { CalendarCheck, RotateCcw } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { isAmendable } from '#app/requests/check-amendment.ts';
import { maySubmit } from '#app/requests/may-submit.ts';
import { readWords } from '#app/words.ts';
import { Amendments } from '#components/bookings/amendments.tsx';
import { bookingFacts } from '#components/bookings/booking-facts.tsx';
import { Lifecycle } from '#components/bookings/lifecycle.tsx';
import { rolledFromText } from '#components/bookings/rolled.tsx';
import { ExceptionStrip } from '#components/exceptions/exception-strip.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { Notice } from '#components/record/notice.tsx';
import { FromTo } from '#components/record/places.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { RecordStatus } from '#components/record/record-status.tsx';
import { Section } from '#components/record/section.tsx';
import { amendmentPath, RequestLink } from '#components/requests/links.tsx';
import { modeLabel } from '#components/shipments/mode-icon.tsx';
import { database } from '#db/client.ts';
import { getBooking } from '#db/queries/bookings.ts';
import { exceptionsOfRecord } from '#db/queries/exceptions.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { listPeople } from '../../exceptions/people.ts';
import { providerTitles } from '../../provider-titles.ts';
import { activityOf, type IdPage, type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getBooking(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  return { title: (await read((await params).id))?.number ?? (await readWords()).t('Not found') };
}

export default async function BookingPage({ params, searchParams }: IdPage) {
  await requireUser();
  const booking = await read((await params).id);
  if (!booking) notFound();
  const activity = await activityOf('/bookings', booking.id, searchParams);
  const mayAmend = isAmendable(booking) && (await maySubmit('amendment', booking.provider));
  const words = await readWords();
  const { t } = words;
  const source = providerTitles[booking.provider] ?? booking.provider;
  const [exceptions, people] = await Promise.all([exceptionsOfRecord(database(), booking.id), listPeople()]);
  const rolledFrom = rolledFromText(booking);
  const sailing = [booking.vessel, booking.voyage].filter(Boolean).join(' ');
  const ends = [booking.portOfLoading ?? booking.origin, booking.portOfDischarge ?? booking.destination];
  return (
    <RecordDetail
      entityIds={[booking.id, ...booking.shipments.map(({ id }) => id)]}
      titles={providerTitles}
      facts={bookingFacts(booking, words)}
      steps={booking.steps}
      activity={activity}
      head={
        <RecordHead
          back={{ href: '/bookings', label: t('Bookings') }}
          icon={CalendarCheck}
          kind={t('Booking')}
          name={booking.number}
          chips={<RecordStatus status={booking.status} removed={booking.removed} />}
          facts={[
            <FromTo key="route" ends={ends} />,
            booking.mode && t(modeLabel(booking.mode)),
            booking.incoterm,
            t('via {source}', { source }),
          ]}
        />
      }
      alerts={
        <>
          <ExceptionStrip exceptions={exceptions} people={people.names} />
          {rolledFrom && (
            <Notice tone="risk" icon={RotateCcw} title={t('Rolled from {sailing}', { sailing: rolledFrom })}>
              {sailing
                ? t('It now sails on {vessel}.', { vessel: sailing })
                : t('It now sails on a vessel not named yet.')}
            </Notice>
          )}
          <Lifecycle status={booking.status} steps={booking.steps} />
        </>
      }
    >
      {mayAmend && <RequestLink href={amendmentPath(booking)}>{t('Amend booking')}</RequestLink>}
      <Amendments amended={booking.amendments} activity={activity.latest} titles={providerTitles} />
      <Section title={t('Shipments')} count={booking.shipments.length}>
        <LinkedShipments shipments={booking.shipments} nothing={t('No shipment yet.')} />
      </Section>
    </RecordDetail>
  );
}
