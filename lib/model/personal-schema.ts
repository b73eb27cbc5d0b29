import { z } from 'zod';
import { LANGUAGES, type Language } from './language.ts';
import { UNIT_SYSTEMS } from './personal.ts';
import { TITLE_TYPES } from './shipment-title.ts';
import { isTimeZone } from './zone.ts';

/** Which clock the form names: that of each place, that of UTC, or that of the time zone in the next field. */
export const CLOCKS = ['place', 'utc', 'own'] as const;

/** An empty choice is none. */
const orNone = <Choice extends z.ZodType<string>>(choice: Choice) =>
  z.union([z.literal('').transform(() => null), choice]);

const languages = Object.keys(LANGUAGES) as [Language, ...Language[]];

const given = z.object({
  language: orNone(z.enum(languages, 'Choose one of the listed languages.')),
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
  if (isNamed(timeZone)) return { ...settings, timeZone: spelled(timeZone) };
  context.addIssue({ code: 'custom', path: ['timeZone'], message: 'Enter a time zone like Europe/Berlin.' });
  return z.NEVER;
});

/** The same as a program states them: only what it names changes. Whether the start page exists is for the caller to check. */
export const personalBody = z.strictObject({
  language: z
    .enum(languages)
    .nullable()
    .optional()
    .describe(
      'The language of the pages; null: the best for what the browser asks for. Files and messages are in English.',
    ),
  timeZone: z
    .string()
    .max(60)
    .refine(isNamed, 'must be a time zone like Europe/Berlin, or UTC')
    .transform(spelled)
    .nullable()
    .optional()
    .describe('The time zone in which times are shown: `UTC` or another IANA name; null: that of each place.'),
  units: z
    .enum(UNIT_SYSTEMS)
    .nullable()
    .optional()
    .describe('The units of weights and volumes; null: as they were reported.'),
  titleType: z
    .enum(TITLE_TYPES)
    .nullable()
    .optional()
    .describe('The type of reference that is the title of a shipment; null: as an admin chose for all users.'),
  startPage: z
    .string()
    .max(100)
    .nullable()
    .optional()
    .describe(
      'The page after sign-in: its path, like `/calendar`, or `view:` and the id of a saved view; null: the overview.',
    ),
});

/** Browsers know fewer offsets like +05:30 than names. */
function isNamed(timeZone: string): boolean {
  return /^[a-z]/i.test(timeZone) && isTimeZone(timeZone);
}

function spelled(timeZone: string): string {
  const wanted = timeZone.toLowerCase();
  return ['UTC', ...Intl.supportedValuesOf('timeZone')].find((name) => name.toLowerCase() === wanted) ?? timeZone;
}
