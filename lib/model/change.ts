import { z } from 'zod';
import { containerFieldsSchema, legFieldsSchema, shipmentFieldsSchema } from './fields.ts';
import type { RecordType } from './record.ts';
import {
  bookingFieldsSchema,
  documentFieldsSchema,
  invoiceFieldsSchema,
  productFieldsSchema,
  purchaseOrderFieldsSchema,
  recordTypeSchema,
  stepCodeSchema,
  unreadableFieldSchema,
} from './record-fields.ts';
import {
  classifierSchema,
  milestoneCodeSchema,
  momentSchema,
  moneySchema,
  partyRoleSchema,
  placeSchema,
  referenceTypeSchema,
} from './schema.ts';

/** The provider's own id of a shipment, leg, container or party, as text: `"8672"`, `"5b9c…"`. */
const externalId = z.string().min(1);

export const shipmentChangeSchema = z.object({
  kind: z.literal('shipment'),
  shipment: externalId,
  fields: shipmentFieldsSchema,
});
export const legChangeSchema = z.object({
  kind: z.literal('leg'),
  shipment: externalId,
  leg: externalId,
  fields: legFieldsSchema,
});
export const containerChangeSchema = z.object({
  kind: z.literal('container'),
  shipment: externalId,
  container: externalId,
  fields: containerFieldsSchema,
});

/**
 * A milestone was planned, estimated, or happened.
 *
 * `moment: null` retracts: the source states that this milestone has no time.
 * `leg` and `container` tie it to a part of the shipment; without them it is at shipment level.
 * `instance` distinguishes repeatable milestones (a second delay, a second document); others leave it out.
 * `hint` marks a derived copy (a shipment-level date that repeats a leg's): it counts only without a better claim.
 */
export const milestoneChangeSchema = z.object({
  kind: z.literal('milestone'),
  shipment: externalId,
  code: milestoneCodeSchema,
  classifier: classifierSchema,
  moment: momentSchema.nullable(),
  leg: externalId.optional(),
  container: externalId.optional(),
  instance: z.string().optional(),
  /** Of a leg: the containers that it is about, if the source names them; without any it is about all. */
  containers: z.array(externalId).optional(),
  place: placeSchema.optional(),
  /** The reason in snake case: `x_ray`, `port_strike_delay`; of a plan its terms in words: `FCFS`. null: it has none any more. */
  reason: z.string().nullable().optional(),
  hint: z.boolean().optional(),
});

/** What stands in the place of the time of a milestone and names none. Over once the time is stated, or retracted. */
export const unreadableChangeSchema = z.object({
  kind: z.literal('unreadable'),
  shipment: externalId,
  code: milestoneCodeSchema,
  classifier: classifierSchema,
  text: z.string().min(1),
  leg: externalId.optional(),
  container: externalId.optional(),
  instance: z.string().optional(),
  /** It stands where a hint would. */
  hint: z.boolean().optional(),
});

/**
 * What stands in the place of a date or an amount of a record and cannot be read. Over once the field is stated in a form that can.
 */
export const unreadableFieldChangeSchema = z.object({
  kind: z.literal('unreadable_field'),
  recordType: recordTypeSchema,
  record: externalId,
  field: unreadableFieldSchema,
  text: z.string().min(1),
});

/** A reference by which users search the shipment. */
export const referenceChangeSchema = z.object({
  kind: z.literal('reference'),
  shipment: externalId,
  type: referenceTypeSchema,
  value: z.string().min(1),
});

/** A party has a role in the shipment. */
export const roleChangeSchema = z.object({
  kind: z.literal('role'),
  shipment: externalId,
  role: partyRoleSchema,
  name: z.string().min(1),
  party: externalId.optional(),
});

/**
 * The event states all legs, all containers, or all references or parties of one type that the shipment has. Those that only older events
 * stated are not on it any more.
 */
export const wholeChangeSchema = z.object({
  kind: z.literal('whole'),
  shipment: externalId,
  list: z.enum(['legs', 'containers', 'references', 'roles']),
  /** The type of the references, or the role. */
  type: z.union([referenceTypeSchema, partyRoleSchema]).optional(),
});

/** Fields of a company, contact or location. */
export const partyChangeSchema = z.object({
  kind: z.literal('party'),
  party: externalId,
  fields: z
    .object({
      type: z.string(),
      name: z.string(),
      status: z.string(),
      /** Standard Carrier Alpha Code. */
      scac: z.string(),
      mcNumber: z.string(),
      dotNumber: z.string(),
      email: z.string(),
      phone: z.string(),
      place: placeSchema,
      reference: z.string(),
      removed: z.boolean(),
    })
    .partial(),
});

function record<Type extends RecordType, Fields extends z.ZodType>(recordType: Type, fields: Fields) {
  return z.object({ kind: z.literal('record'), recordType: z.literal(recordType), record: externalId, fields });
}

/** Fields of a booking, purchase order, product, invoice or document. */
export const recordChangeSchema = z.discriminatedUnion('recordType', [
  record('booking', bookingFieldsSchema),
  record('purchase_order', purchaseOrderFieldsSchema),
  record('product', productFieldsSchema),
  record('invoice', invoiceFieldsSchema),
  record('document', documentFieldsSchema),
]);

/**
 * A step of a record. `instance` distinguishes repeatable steps (a second payment). `moment: null` retracts. `amount` is what was
 * paid, credited or refunded; `note` is a text of the source.
 */
export const stepChangeSchema = z.object({
  kind: z.literal('step'),
  recordType: recordTypeSchema,
  record: externalId,
  code: stepCodeSchema,
  moment: momentSchema.nullable(),
  instance: z.string().optional(),
  amount: moneySchema.optional(),
  note: z.string().optional(),
});

/** A link from a record to a shipment. */
export const linkChangeSchema = z.object({
  kind: z.literal('link'),
  recordType: recordTypeSchema,
  record: externalId,
  shipment: externalId,
});

/** One change that an event states, in the terms of this model: no provider's terms go beyond it. */
export const changeSchema = z.discriminatedUnion('kind', [
  shipmentChangeSchema,
  legChangeSchema,
  containerChangeSchema,
  milestoneChangeSchema,
  unreadableChangeSchema,
  unreadableFieldChangeSchema,
  referenceChangeSchema,
  roleChangeSchema,
  wholeChangeSchema,
  partyChangeSchema,
  recordChangeSchema,
  stepChangeSchema,
  linkChangeSchema,
]);
export type Change = z.infer<typeof changeSchema>;
export type MilestoneChange = z.infer<typeof milestoneChangeSchema>;
export type WholeChange = z.infer<typeof wholeChangeSchema>;
export type StepChange = z.infer<typeof stepChangeSchema>;
export type PartyFields = z.infer<typeof partyChangeSchema>['fields'];
