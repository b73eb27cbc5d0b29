import { z } from 'zod';
import type { LatenessSettings } from '#db/queries/lateness.ts';
import type { WorkingHoursSettings } from '#db/queries/working-hours.ts';
import { oneOperation } from '#lib/api/operation.ts';
import { latenessBody, latenessSchema } from '#lib/model/lateness-schema.ts';
import { DAY_NAMES, workingHoursBody } from '#lib/model/working-hours-schema.ts';
import { clockOf } from '#lib/model/working-hours-text.ts';

const changed = {
  changedBy: z.string().nullable().describe('Who changed them; null while they are the defaults.'),
  changedAt: z.iso.datetime().nullable().describe('When; null while they are the defaults.'),
  isRecalculating: z.boolean().describe('Whether what depends on them still follows the previous ones.'),
};

type Changed = Pick<WorkingHoursSettings, 'changed' | 'isRecalculating'>;
const showChanged = ({ changed: last, isRecalculating }: Changed) => ({
  ...{ changedBy: last?.by ?? null, changedAt: last?.at ?? null, isRecalculating },
});

const none = z.strictObject({});

const workingHours = {
  path: '/settings/working-hours',
  tag: 'Settings',
  name: 'WorkingHours',
  row: z.strictObject({
    days: z.array(z.enum(DAY_NAMES)).describe('The days of the week on which people work, from Sunday.'),
    from: z.string().describe('When work begins, like `08:00`.'),
    to: z.string().describe('When work ends, like `18:00`.'),
    timeZone: z.string().describe('The IANA time zone of these times.'),
    holidays: z.array(z.iso.date()).describe('The dates on which nobody works.'),
    ...changed,
  }),
  show: ({ hours, ...rest }: WorkingHoursSettings) => ({
    days: hours.days.flatMap((day) => DAY_NAMES[day] ?? []),
    ...{ from: clockOf(hours.from), to: clockOf(hours.to), timeZone: hours.timeZone, holidays: hours.holidays },
    ...showChanged(rest),
  }),
};

export const workingHoursOne = oneOperation({
  ...workingHours,
  id: 'getWorkingHours',
  summary: 'The working hours and holidays that the targets of exceptions count',
});

export const workingHoursChange = {
  ...workingHours,
  kind: 'change',
  id: 'changeWorkingHours',
  summary: 'Changes the named working hours; the targets of open exceptions follow within seconds. For admins',
  query: none,
  body: workingHoursBody,
} as const;

const lateness = {
  path: '/settings/lateness',
  tag: 'Settings',
  name: 'LatenessLimits',
  row: latenessSchema.extend(changed),
  show: ({ limits, ...rest }: LatenessSettings) => ({ ...limits, ...showChanged(rest) }),
};

export const latenessOne = oneOperation({
  ...lateness,
  id: 'getLatenessLimits',
  summary: 'From how far behind its promise an arrival is late, by mode, and a purchase order',
});

export const latenessChange = {
  ...lateness,
  kind: 'change',
  id: 'changeLatenessLimits',
  summary: 'Changes the named limits; lists and counts follow within seconds. For admins',
  query: none,
  body: latenessBody,
} as const;
