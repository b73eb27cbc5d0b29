import { and, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { z } from 'zod';

const moment = z.union([z.iso.date().regex(/^[12]/), z.iso.datetime({ offset: true })], {
  error: 'must be a day like 2026-03-01, or a time in ISO 8601 with its offset',
});

/** The range of the time of arrival: a day in UTC, or an instant; the range includes both. */
export const receivedFilters = {
  since: moment.optional().describe('Received on or after this day in UTC, or at or after this instant.'),
  until: moment.optional().describe('Received on or before this day in UTC, or at or before this instant.'),
};

type Range = { since?: string | undefined; until?: string | undefined };

const DAY_MS = 24 * 60 * 60 * 1000;
const isDay = (text: string) => text.length === 10;

/** An id is made when its delivery is stored, after it was received, or before if the clock is set back meanwhile. */
const CLOCK_SLACK_MS = 60_000;

/** Whether a delivery was received in a range. Its id begins with the time, so that the range is read from the index of ids. */
export function isReceivedBetween(
  { since, until }: Range,
  { receivedAt, id }: { receivedAt: SQLWrapper; id: SQLWrapper },
): SQL | undefined {
  const from = since === undefined ? null : atLeast0(Date.parse(since));
  const to = until === undefined ? null : atLeast0(isDay(until) ? Date.parse(until) + DAY_MS - 1 : Date.parse(until));
  return and(
    from === null ? undefined : sql`${receivedAt} >= ${new Date(from).toISOString()}::timestamptz`,
    from === null ? undefined : sql`${id} >= ${idAt(from - CLOCK_SLACK_MS, '0')}::uuid`,
    to === null ? undefined : sql`${receivedAt} <= ${new Date(to).toISOString()}::timestamptz`,
    to === null ? undefined : sql`${id} <= ${idAt(to + CLOCK_SLACK_MS, 'f')}::uuid`,
  );
}

/** PostgreSQL has no year 0. */
const atLeast0 = (milliseconds: number) => Math.max(0, milliseconds);

/** The first (`0`) or the last (`f`) UUID that begins with a time, milliseconds, as version 7 does. */
function idAt(milliseconds: number, fill: '0' | 'f'): string {
  const time = atLeast0(milliseconds).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-${fill.repeat(4)}-${fill.repeat(4)}-${fill.repeat(12)}`;
}
