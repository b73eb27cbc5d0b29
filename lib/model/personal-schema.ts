import { z } from 'zod';
import { UNIT_SYSTEMS } from './personal.ts';
import { TITLE_TYPES } from './shipment-title.ts';
import { isTimeZone } from './zone.ts';

/** Which clock the form names: that of each place, that of UTC, or that of the time zone in the next field. */
export const CLOCKS = ['place', 'utc', 'own'] as const;

/** An empty choice is none. */
const orNone = <Choice extends z.ZodType<string>>(choice: Choice) =>
  z.union([z.literal('').transform(() => null), choice]);

const given = z.object({
  clock: z.enum(CLOCKS, 'Choose one of the listed clocks.'),
  timeZone: z.string().trim().max(60).default(''),
  units: orNone(z.enum(UNIT_SYSTEMS, 'Choose one of the listed units.')),
  titleType: orNone(z.enum(TITLE_TYPES, 'Choose one of the listed references.')),
  startPage: orNone(z.string().max(100)),
});

/**
 * `PersonalSettings` as a form states them: `clock` and, if that is `own`, an IANA name in `timeZone`. A name in other capitals is stored
 * as IANA spells it, but an alias is not replaced. Whether the start page exists is for the caller to check.
 */
export const personalForm = given.transform(({ clock, timeZone, ...settings }, context) => {
  if (clock === 'place') return { ...settings, timeZone: null };
  if (clock === 'utc') return { ...settings, timeZone: 'UTC' };
  // Browsers know fewer offsets like +05:30 than names.
  if (/^[a-z]/i.test(timeZone) && isTimeZone(timeZone)) return { ...settings, timeZone: spelled(timeZone) };
  context.addIssue({ code: 'custom', path: ['timeZone'], message: 'Enter a time zone like Europe/Berlin.' });
  return z.NEVER;
});

function spelled(timeZone: string): string {
  const wanted = timeZone.toLowerCase();
  return ['UTC', ...Intl.supportedValuesOf('timeZone')].find((name) => name.toLowerCase() === wanted) ?? timeZone;
}
