import { z } from 'zod';
import { BOOKING_RULES } from './booking-rules.ts';
import { BOOKED_MODES, FREIGHT_TERMS, INCOTERMS, PACKINGS } from './booking-terms.ts';
import {
  amount,
  containerCounts,
  day,
  missing,
  optional,
  port,
  text,
  unNumber,
  wholeNumber,
} from './request-fields.ts';
import { withRules } from './with-rules.ts';

const fields = z.strictObject({
  name: text(100).describe('Your reference.'),
  mode: z.enum(BOOKED_MODES, missing),
  shipper: text(100).describe("The provider's reference of the shipper; see `/booking-references`."),
  consignee: text(100).describe("The provider's reference of the consignee; see `/booking-references`."),
  order: optional(100).describe('The id or the number of the purchase order that is shipped.'),
  origin: text(100).describe("The provider's reference of the origin address; see `/booking-references`."),
  destination: optional(100).describe("The provider's reference of the destination address. Required for trucks."),
  originPort: port.describe('UN/LOCODE of the port of loading; see `/ports`.'),
  destinationPort: port.describe('UN/LOCODE of the port of discharge; see `/ports`.'),
  pickup: z.boolean().default(true).describe('Whether the forwarder collects the cargo at the origin address.'),
  incoterm: z.enum(INCOTERMS).optional().describe('Required for ocean and air.'),
  freightTerms: z
    .enum(FREIGHT_TERMS)
    .optional()
    .describe('Who pays for the truck. Required for trucks, and only for them.'),
  cargoReadyOn: day,
  deliveryOn: day.optional(),
  containers: containerCounts.optional().describe('For full container loads (FCL).'),
  lcl: z.boolean().default(false).describe('Less than container load (LCL), or less than truckload (LTL).'),
  weightKg: amount,
  volumeCbm: amount,
  pieces: wholeNumber(1e6).describe('The number of packed units.'),
  packing: z.enum(PACKINGS).default('package').describe('What the units are.'),
  unitsPerPallet: wholeNumber(1e5).optional().describe('Required for pallets: units on each that are not unpacked.'),
  description: optional(500).describe('A description of the goods in English. Required for ocean and air.'),
  exportDescription: optional(500).describe('The same in Chinese. Required for exports from mainland China.'),
  hazardous: z.boolean().default(false),
  unNumbers: z
    .array(unNumber)
    .max(20)
    .optional()
    .describe('UN numbers, such as `UN1263`. Required for dangerous goods.'),
  exportCustoms: z.boolean().default(false).describe('Whether the provider handles export customs clearance.'),
  instructions: optional(2_000),
});

/** A booking that a forwarder is asked for. */
export const bookingRequestSchema = withRules(fields, BOOKING_RULES);
