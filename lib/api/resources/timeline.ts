import { z } from 'zod';
import { TIME_FLAGS } from '#lib/model/milestone.ts';
import { classifierSchema, milestoneCodeSchema } from '#lib/model/schema.ts';

/** A milestone as `timelineEntry` shows it. */
export const timelineSchema = z.strictObject({
  code: milestoneCodeSchema,
  classifier: classifierSchema.describe('Planned, estimated, actual.'),
  occurredAt: z
    .string()
    .describe(
      'As its source wrote it: a date stays a date, a time keeps its offset. Without an offset where no time zone is known.',
    ),
  reportedAt: z.iso.datetime().describe('When the provider first reported it, UTC.'),
  learnedAt: z.iso.datetime().describe('When we first learned of it, UTC.'),
  place: z
    .strictObject({
      name: z.string(),
      country: z.string().nullable(),
      unlocode: z.string().nullable(),
      timeZone: z.string().nullable(),
    })
    .nullable(),
  legId: z.uuid().nullable(),
  containerNumber: z.string().nullable(),
  source: z.string().describe('The provider that says so.'),
  eventId: z.uuid(),
  reason: z.string().nullable(),
  flag: z
    .enum(TIME_FLAGS)
    .nullable()
    .describe(
      'A time that proves nothing. future: dated ahead of our clock, until then. implausible: years from when it was learned.',
    ),
});
