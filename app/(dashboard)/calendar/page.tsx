import { CalendarDays } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { CalendarHead } from '#components/calendar/calendar-head.tsx';
import { CalendarKeys } from '#components/calendar/calendar-keys.tsx';
import { DayList } from '#components/calendar/day-list.tsx';
import { CALENDAR_PATH } from '#components/calendar/path.ts';
import { portRows } from '#components/calendar/port-rows.ts';
import { WeekGrid } from '#components/calendar/week-grid.tsx';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { SetupHint } from '#components/setup/setup-hint.tsx';
import { appliedToShipments } from '#components/shipments/filter-fields.ts';
import { stateHref } from '#components/table/list-state.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { database } from '#db/client.ts';
import { MAX_ENTRIES, readCalendar } from '#db/queries/calendar.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { now } from '#lib/clock.ts';
import { CALENDAR_KINDS } from '#lib/model/calendar.ts';
import { SHIPMENT_VIEWS } from '#lib/model/shipment-view.ts';
import { daysOfWeek, weekAfter } from '#lib/model/week.ts';
import { viewsOf } from '../load-saved-views.ts';
import { appliedTo, type SearchParams } from '../records.ts';
import { MODE, optionsOf, SOURCE, STATUS } from '../selects.ts';
import { readCalendarAddress, viewLinks } from './address.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Calendar') };
}

const VIEW = { key: 'view', label: 'Needs attention', all: 'All shipments', options: optionsOf(SHIPMENT_VIEWS) };

export default async function CalendarPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const words = await readWords();
  const { t, day, inside, list } = words;
  const { state, filter, week } = readCalendarAddress(await searchParams, now());
  const [{ entries, cut }, views, linked] = await Promise.all([
    readCalendar(database(), week, filter),
    viewsOf(SHIPMENTS),
    appliedTo(state),
  ]);
  const days = daysOfWeek(week);
  const rows = portRows(entries, Date.parse(now()));
  const [previous, next] = [-1, 1].map((by) => stateHref(CALENDAR_PATH, state, { week: weekAfter(week, by) })) as [
    string,
    string,
  ];
  return (
    <>
      <LiveRefresh />
      <CalendarKeys previous={previous} next={next} />
      <CalendarHead
        weekText={t('{from} to {to}, week {n}', {
          ...{ from: day(days[0] ?? ''), to: day(days[6] ?? '') },
          n: Number(week.slice(6)),
        })}
        {...{ state, previous, next }}
        filters={[VIEW, STATUS, MODE, SOURCE]}
        applied={[...linked, ...appliedToShipments(state, [], words)]}
        views={viewLinks(views.saved, state, words)}
      />
      <div className="flex-1 overflow-auto">
        {cut.length > 0 && (
          <p role="status" className="border-b border-line px-4 py-2 text-risk lg:px-6">
            {t('Only the first {n} of each: {kinds}. Filter to see the others.', {
              n: MAX_ENTRIES,
              kinds: list(cut.map((kind) => inside(t(CALENDAR_KINDS[kind])))),
            })}
          </p>
        )}
        {rows.length > 0 ? (
          <>
            <WeekGrid days={days} rows={rows} />
            <DayList days={days} rows={rows} />
          </>
        ) : (
          <EmptyState icon={CalendarDays} title={t('Nothing in this week')}>
            <p>{t('No arrival, last free day, empty return or appointment of these shipments.')}</p>
            <SetupHint />
          </EmptyState>
        )}
      </div>
    </>
  );
}
