import { z } from 'zod';
import { TIME_FLAGS } from '#lib/model/milestone.ts';
import { classifierSchema, milestoneCodeSchema } from '#lib/model/schema.ts';

/** A milestone as `timelineEntry` shows it. */
export const timelineSchema = z.strictObject({
  code: milestoneCodeSchema,
  classifier: classifierSchema.describe('Planned, estimated or actual.'),
  occurredAt: z
    .string()
    .describe(
      'As written by the source: a date stays a date, a time keeps its UTC offset. No offset if no time zone is known.',
    ),
  occurredUntil: z
    .string()
    .nullable()
    .describe('Where `occurredAt` begins a window, as of an appointment: its end, in the same form.'),
  reportedAt: z.iso.datetime().describe('When the provider first reported it (UTC).'),
  learnedAt: z.iso.datetime().describe('When Fairlead first received it (UTC).'),
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
  source: z.string().describe('The provider that reported it.'),
  eventId: z.uuid(),
  reason: z.string().nullable(),
  flag: z
    .enum(TIME_FLAGS)
    .nullable()
    .describe(
      'Set if the time does not count as proof. `future`: the time has not come yet. `implausible`: it is years away from when it was received.',
    ),
});
