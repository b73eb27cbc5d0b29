import { z } from 'zod';
import type { CalendarEntry } from '#db/queries/calendar.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { fieldsOf, format } from '#lib/api/operation.ts';
import { linkedSchema, place } from '#lib/api/rows.ts';
import { CALENDAR_KINDS, type CalendarKind } from '#lib/model/calendar.ts';
import { week } from '#lib/model/week.ts';

const kinds = Object.keys(CALENDAR_KINDS) as [CalendarKind, ...CalendarKind[]];

const row = z.strictObject({
  kind: z.enum(kinds).describe('What happens.'),
  day: z.iso.date().describe('The day at the place.'),
  isPlaced: z
    .boolean()
    .describe('False for a time at a place whose time zone is unknown: the day is that of the source, or of UTC.'),
  at: z.iso.datetime().nullable().describe('The instant; null for a day without a time.'),
  isDone: z.boolean().describe('Whether it arrived, or was picked up.'),
  place,
  container: z.strictObject({ id: z.uuid(), number: z.string().nullable() }).nullable(),
  shipment: linkedSchema,
});

export const calendarList = {
  kind: 'list',
  id: 'listCalendar',
  path: '/calendar',
  tag: 'Shipments',
  summary: 'What happens in a week to the shipments of a filter: arrivals, last free days, empty returns, appointments',
  name: 'CalendarEntry',
  row,
  query: z.strictObject({
    week,
    ...SHIPMENTS.filter.shape,
    limit: z.coerce.number().int().min(1).max(300).default(300).describe('Most entries of each kind.'),
    fields: fieldsOf(row),
    format,
  }),
  show: (entry: CalendarEntry) => entry,
} as const;
