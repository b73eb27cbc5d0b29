import { z } from 'zod';
import { MILESTONE_CODES } from './milestone.ts';
import { TRANSPORT_MODES } from './quantity.ts';
import { PARTY_ROLES, REFERENCE_TYPES, STAGES, type Stage } from './shipment.ts';

/*
 * The zod schemas of the model. Its types and functions are in files without zod, which are also sent to the browser.
 */

/** ISO 8601 UTC; other fields as in `Moment`. */
export const momentSchema = z.object({
  at: z.iso.datetime(),
  text: z.string(),
  offset: z.string().nullable(),
  precision: z.enum(['day', 'time']),
});

export const placeSchema = z.object({
  name: z.string(),
  country: z.string().nullable(),
  unlocode: z.string().nullable(),
  timeZone: z.string().nullable(),
  latitude: z.number().nullable().optional(),
  longitude: z.number().nullable().optional(),
});

export const moneySchema = z.object({
  amount: z.string().regex(/^-?\d{1,20}(\.\d{1,12})?$/),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** The source's text for an unknown currency. */
  written: z.string().optional(),
});

export const quantitySchema = z.object({ value: z.string(), unit: z.string() });
export const transportModeSchema = z.enum(TRANSPORT_MODES);
export const classifierSchema = z.enum(['PLN', 'EST', 'ACT']);
export const milestoneCodeSchema = z.enum(MILESTONE_CODES);
export const stageSchema = z.enum(Object.keys(STAGES) as [Stage, ...Stage[]]);
export const referenceTypeSchema = z.enum(REFERENCE_TYPES);
export const partyRoleSchema = z.enum(PARTY_ROLES);
