import { z } from 'zod';
import { capitals, part, text } from './lenient-zod.ts';

/** The compact form of an event. */
export const compactEventSchema = z.object({
  created_at: text,
  occurred_at: text,
  data: z.object({
    shipment_id: text,
    milestone: text,
    occurred_at: text,
    reported_at: text,
    created_at: text,
    estimated_departure: text,
    estimated_arrival: text,
    etd: text,
    eta: text,
    location: part(
      z.object({ name: text, country: text, country_code: text, city: text, unlocode: text, timezone: text }),
    ),
    leg_id: text,
    container_id: text,
    container_number: capitals,
    purchase_order_id: text,
    po_id: text,
    purchase_order_number: text,
    po_number: text,
    invoice_id: text,
    invoice_number: text,
    document_id: text,
    booking_id: text,
    booking_number: text,
    document_type: text,
  }),
});
export type CompactEvent = z.infer<typeof compactEventSchema>;
