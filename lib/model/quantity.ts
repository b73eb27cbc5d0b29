import { z } from 'zod';

/** A measured amount: decimal text and the source's unit (`kg`, `cbm`). */
export const quantitySchema = z.object({ value: z.string(), unit: z.string() });

export const TRANSPORT_MODES = ['ocean', 'air', 'rail', 'truck', 'barge', 'intermodal', 'other'] as const;
export const transportModeSchema = z.enum(TRANSPORT_MODES);
export type TransportMode = z.infer<typeof transportModeSchema>;
