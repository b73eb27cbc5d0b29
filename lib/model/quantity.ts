import type { z } from 'zod';
import type { quantitySchema } from './schema.ts';

/** A measured amount: decimal text and the source's unit (`kg`, `cbm`). */
export type Quantity = z.infer<typeof quantitySchema>;

export const TRANSPORT_MODES = ['ocean', 'air', 'rail', 'truck', 'barge', 'intermodal', 'other'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];
