import { z } from 'zod';
import type { EntityType } from './identity.ts';
import { RECORD_TYPES } from './record.ts';
import { stepCodeSchema } from './record-fields.ts';
import { classifierSchema, milestoneCodeSchema } from './schema.ts';

/** The types of entities, each with a ledger. */
export const entityTypeSchema = z.enum(['shipment', 'party', ...RECORD_TYPES]) satisfies z.ZodType<EntityType>;

/** The id of a leg or container; null in effects of earlier versions. */
const partIdSchema = z.uuid().nullable();

/** The part of an entity that a value belongs to. */
export const effectPartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('leg'), id: partIdSchema }),
  z.object({ type: z.literal('container'), id: partIdSchema }),
  z.object({
    type: z.literal('milestone'),
    code: milestoneCodeSchema,
    classifier: classifierSchema,
    legId: partIdSchema,
    containerId: partIdSchema,
  }),
  z.object({ type: z.literal('exception'), code: milestoneCodeSchema }),
  z.object({ type: z.literal('reference') }),
  z.object({ type: z.literal('role') }),
  z.object({ type: z.literal('item') }),
  /** A line of a purchase order or invoice, by its position from 1. */
  z.object({ type: z.literal('line'), position: z.int() }),
  z.object({ type: z.literal('step'), code: stepCodeSchema }),
  /** A shipment that a record applies to. */
  z.object({ type: z.literal('shipment'), id: partIdSchema }),
]);
export type EffectPart = z.infer<typeof effectPartSchema>;

/**
 * The value that changed. `part` is null for a value of the entity itself. `field` is the column of the entity, leg or container
 * (`eta`, `vesselName`); `added` for a new object; `removed` for a leg, container, reference, role, item or
 * linked shipment that was taken off; `time` of a milestone or step; `line` for a whole line; of an exception its
 * change: `raised`, `cleared`, `reopened`, `withdrawn`.
 */
export type EffectValue = { part: EffectPart | null; field: string };
