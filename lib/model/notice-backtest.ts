import { z } from 'zod';
import { EXCEPTION_TYPES } from './exception.ts';
import { NOTICE_MILESTONES } from './notice.ts';

/** What a notification rule would have sent. */
export const backtestSchema = z.strictObject({
  since: z.iso.datetime().describe('The begin of the period (UTC).'),
  until: z.iso.datetime().describe('The end of the period (UTC).'),
  days: z.int().describe('The period in days.'),
  changedShipments: z
    .int()
    .describe('The matching shipments that changed within the period; of exceptions those on which some opened.'),
  sampledShipments: z
    .int()
    .describe('How many of them were replayed, 20,000 at most. If less than all, the numbers are estimates.'),
  recipients: z.int().describe('The number of recipients.'),
  notices: z.int().describe('The number of notices to all of them, with corrections.'),
  corrections: z.int().describe('How many of them are corrections.'),
  messages: z.int().describe('The number of messages: one for each notice, or one for each digest.'),
  noticesPerWeek: z.number().describe('To each recipient, on average.'),
  activeShipments: z.int().describe('Shipments that are not delivered, cancelled or removed, now.'),
  noticesPerWeekPer100Active: z.number().nullable().describe('To each recipient. Null without an active shipment.'),
  latest: z
    .array(
      z.strictObject({
        shipmentId: z.uuid().nullable().describe('Null for exceptions that belong to no shipment.'),
        reference: z.string(),
        milestone: z.enum(NOTICE_MILESTONES).nullable().describe('Null for exceptions.'),
        exceptionType: z.enum(EXCEPTION_TYPES).nullable().describe('Null for milestones.'),
        kind: z.enum(['told', 'corrected', 'opened', 'worsened', 'ended']),
        sentAt: z.iso.datetime(),
      }),
    )
    .describe('The latest notices, 100 at most; what several recipients are told is listed once.'),
});
export type Backtest = z.infer<typeof backtestSchema>;
