import { z } from 'zod';
import { CONTAINER_CLASSES, type ContainerClass, TARIFF_SIZES, type TariffSize } from './container-class.ts';
import { currencyCode } from './currency.ts';
import { datesIn, holidays } from './holidays.ts';
import type { Mistake } from './mistake.ts';
import { namesOf } from './names-of.ts';
import { parseUnlocode } from './place.ts';
import { CHARGES, type Charge, DAY_BASES, type DayBasis, FREE_FROM, type FreeFrom, type Tariff } from './tariff.ts';
import { areTiers, MAX_TIERS, readTiers } from './tariff-tiers.ts';

const oneOf = <Name extends string>(labels: Record<Name, string>) =>
  z.enum(namesOf(labels), 'Choose one of the listed values.');

const name = (missing: string) =>
  z
    .string(missing)
    .max(200, 'Enter 200 characters at most.')
    .regex(/^\P{Cc}*$/u, 'Enter no control characters.')
    .transform((text) => text.trim().toLowerCase())
    .refine((text) => text !== '', missing);
const date = z.iso.date('Enter a date like 2026-12-25.').nullable();

const port = z.string().transform((text, context) => {
  const code = parseUnlocode(text);
  if (code !== null) return code;
  context.addIssue('Enter a UN/LOCODE like USLAX.');
  return z.NEVER;
});
const CURRENCY = 'Enter a currency like USD.';
const currency = z.string(CURRENCY).transform((text, context) => {
  const code = currencyCode(text);
  if (code !== null) return code;
  context.addIssue(CURRENCY);
  return z.NEVER;
});

const FREE_DAYS = 'Enter a whole number of days from 0 to 100.';
const TIERS = 'Enter rates like 1: 220, one a line: the first from day 1, the others from later days.';
const rate = z.string(TIERS).regex(/^\d{1,9}(\.\d{1,4})?$/, TIERS);
const tiers = z
  .array(z.strictObject({ from: z.int(TIERS).min(1, TIERS).max(999, TIERS), rate }), TIERS)
  .max(MAX_TIERS, `Enter ${MAX_TIERS} rates at most.`)
  .refine(areTiers, TIERS);
/** The fields of a tariff. */
export const tariffFields = {
  carrier: name('Enter a carrier.').describe('The name or SCAC of the carrier, in any case.'),
  charge: oneOf<Charge>(CHARGES).describe(
    'Whether it is for the container at the terminal, outside it until the empty one is returned, or both as one.',
  ),
  port: port.nullable().describe('UN/LOCODE of the place where containers are fetched; null for any.'),
  terminal: name('Enter a terminal.').nullable().describe('The terminal, as sources write it; null for any.'),
  containerType: oneOf<ContainerClass>(CONTAINER_CLASSES).nullable().describe('Null for any.'),
  size: oneOf<TariffSize>(TARIFF_SIZES).nullable().describe('The length in feet; null for any.'),
  validFrom: date.describe('The first day that is charged by it; null without one.'),
  validUntil: date.describe('The last day that is charged by it; null without one.'),
  freeDays: z
    .int(FREE_DAYS)
    .min(0, FREE_DAYS)
    .max(100, FREE_DAYS)
    .nullable()
    .describe(
      'Free days after the gate-out of a detention tariff, or after the discharge of a combined one. Null for demurrage.',
    ),
  freeDayBasis: oneOf<DayBasis>(DAY_BASES).describe('Which days are free days.'),
  freeFrom: oneOf<FreeFrom>(FREE_FROM).describe('Whether the day of the gate-out or discharge is a free day.'),
  chargeBasis: oneOf<DayBasis>(DAY_BASES).describe('Which days after free time are charged, and counted by tiers.'),
  holidays: holidays.describe('The days that are no working days, besides Saturdays and Sundays.'),
  currency: currency.describe('ISO 4217.'),
  tiers: tiers.describe('Rates for each day, from which charged day on; the first from day 1.'),
};

/** What is wrong with fields that are valid one by one; null if nothing is. */
export function mistakeIn(tariff: Tariff): (Mistake & { field: keyof Tariff }) | null {
  const { charge, port: at, terminal, validFrom, validUntil, freeDays } = tariff;
  if (terminal !== null && at === null) return { field: 'port', message: 'Enter the port of the terminal.' };
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    return { field: 'validUntil', message: 'Enter a last day that is not before the first.' };
  if (charge === 'demurrage' && freeDays !== null)
    return { field: 'freeDays', message: 'Enter none for demurrage: its last free day comes from the source.' };
  if (charge !== 'demurrage' && freeDays === null)
    return { field: 'freeDays', message: 'Enter the free days: sources do not state them.' };
  return null;
}

/** A tariff; fields that are left out are for any, and for calendar days. */
export const tariffBody = z
  .strictObject({
    ...tariffFields,
    charge: tariffFields.charge.default('demurrage'),
    port: tariffFields.port.default(null),
    terminal: tariffFields.terminal.default(null),
    containerType: tariffFields.containerType.default(null),
    size: tariffFields.size.default(null),
    validFrom: tariffFields.validFrom.default(null),
    validUntil: tariffFields.validUntil.default(null),
    freeDays: tariffFields.freeDays.default(null),
    freeDayBasis: tariffFields.freeDayBasis.default('calendar'),
    freeFrom: tariffFields.freeFrom.default('next_day'),
    chargeBasis: tariffFields.chargeBasis.default('calendar'),
    holidays: tariffFields.holidays.default([]),
  })
  .superRefine((tariff, context) => {
    const mistake = mistakeIn(tariff);
    if (mistake) context.addIssue({ code: 'custom', path: [mistake.field], message: mistake.message });
  });

/** Some fields of a tariff, which replace those of a stored one. */
export const tariffChangesBody = z.strictObject(tariffFields).partial();

/** A tariff as a form states it: empty fields are for any. */
export const tariffForm = z.preprocess(fromForm, tariffBody);

function fromForm(form: unknown): object {
  const entered = new Map(Object.entries(form ?? {}));
  const of = (field: string) => String(entered.get(field) ?? '').trim();
  const given = Object.fromEntries(Object.keys(tariffFields).map((field) => [field, of(field) || null]));
  const freeDays = given.freeDays === null ? null : Number(given.freeDays);
  return { ...given, freeDays, holidays: datesIn(of('holidays')), tiers: readTiers(of('tiers')) };
}
