import { z } from 'zod';
import {
  address,
  company,
  count,
  flag,
  money,
  number,
  place,
  product,
  quantity,
  ref,
  refs,
  texts,
} from './schema-parts.ts';
import { date, list, part, text } from './tolerant.ts';

/*
 * Bookings, orders, products, invoices and documents, as far as they are read. As in `schema.ts` nothing fails: a field of
 * an unexpected form counts as not stated.
 */

/** A port is a place in some revisions and the bare port in others. */
const port = part(place.extend({ port_code: text }));

const booked = part(
  z.object({
    is_lcl: flag,
    incoterm: text,
    origin_port: port,
    destination_port: port,
    product_descriptions: texts,
    container_counts: part(
      z.object({ twenty_ft: count, forty_ft: count, forty_ft_hc: count, forty_five_ft_hc: count }),
    ),
  }),
);

export const booking = z.object({
  id: text,
  name: text,
  flex_id: text,
  shipment: ref,
  status: text,
  shipper_entity: company,
  consignee_entity: company,
  notify_party: text,
  transportation_mode: text,
  ocean_booking: booked,
  air_booking: booked,
  trucking_booking: booked,
  origin_address: part(address),
  destination_address: part(address),
  cargo_ready_date: date,
  delivery_date: date,
  cargo: part(z.object({ weight: quantity, volume: quantity, contains_hazmat: flag })),
  special_instructions: text,
  created_at: text,
  metadata: part(z.object({ carrier: texts, vessel: texts, voyage: texts, carrier_booking_number: texts })),
});

export const order = z.object({
  id: text,
  name: text,
  status: text,
  buyer: company,
  seller: company,
  incoterm: text,
  transportation_mode: text,
  cargo_ready_date: date,
  must_arrive_date: date,
  origin_port: port,
  destination_port: port,
  origin_address: part(address),
  destination_address: part(address),
  memo: text,
  created_at: text,
  archived_at: text,
  shipment: ref,
  shipments: refs,
  line_items: list(
    z.object({
      line_item_number: text,
      item_key: text,
      product,
      units: count,
      unit_cost: money,
      unit_of_measure: text,
      must_arrive_date: date,
      hs_codes: texts,
    }),
  ),
});

export const goods = z.object({
  id: text,
  name: text,
  sku: text,
  description: text,
  product_category: text,
  country_of_origin: text,
  client_verified: flag,
  archived_at: text,
  hs_codes: texts,
  classifications: list(z.object({ codes: texts })),
});

export const invoice = z.object({
  id: text,
  name: text,
  issued_at: text,
  due_date: date,
  total: money,
  balance: money,
  status: text,
  recipient: company,
  issuer: company,
  items: list(z.object({ name: text, slug: text, category: text, amount: money, rate: money, quantity: number })),
  credit_memos: list(z.object({ amount: money, reason: text, credited_at: text })),
  notes: texts,
  shipment: ref,
  shipments: refs,
});

export const commercial = z.object({
  id: text,
  invoice_number: text,
  invoice_date: text,
  incoterm: text,
  total_value: money,
  shipment: ref,
  involved_parties: list(z.object({ role: text, company_entity: company, name: text })),
  line_items: list(
    z.object({
      product,
      total_units: number,
      price_per_unit: money,
      value: money,
      container_number: text,
      purchase_order_number: text,
    }),
  ),
});

export const document = z.object({
  id: text,
  document_type: text,
  file_name: text,
  memo: text,
  file_link: text,
  archived_at: text,
  file_metadata: part(z.object({ size: count, uploaded_at: text })),
  shipment: ref,
});

export type Booking = z.infer<typeof booking>;
export type Order = z.infer<typeof order>;
export type Goods = z.infer<typeof goods>;
export type Invoice = z.infer<typeof invoice>;
export type Commercial = z.infer<typeof commercial>;
export type Document = z.infer<typeof document>;
