import { MAX_ENTRIES, readCalendar } from '#db/queries/calendar.ts';
import { serveListOf } from '#lib/api/handler.ts';
import { calendarList } from '#lib/api/resources/calendar.ts';
import { now } from '#lib/clock.ts';
import { weekOf } from '#lib/model/week.ts';

export const GET = serveListOf(calendarList, async (db, _id, { week, limit, ...filter }) => {
  const { entries } = await readCalendar(db, week ?? weekOf(now().slice(0, 10)), filter, Math.min(limit, MAX_ENTRIES));
  return { data: entries, nextCursor: null };
});
