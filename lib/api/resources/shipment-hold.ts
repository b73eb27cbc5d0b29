import { z } from 'zod';
import type { ShipmentHold } from '#db/queries/shipment-hold.ts';
import { oneOperation } from '#lib/api/operation.ts';
import { holdBody, holdLiftBody } from '#lib/model/hold.ts';

const row = z.strictObject({
  shipmentId: z.uuid().describe('The id of the shipment.'),
  reason: z.string(),
  placedBy: z.string().describe('An e-mail address, or the name of an API token.'),
  placedAt: z.iso.datetime(),
});

const common = {
  path: '/shipments/{id}/hold',
  tag: 'Shipments',
  name: 'LegalHold',
  row,
  show: (hold: ShipmentHold) => hold,
};

export const holdOne = oneOperation({
  ...common,
  id: 'getLegalHold',
  summary: 'The legal hold of a shipment, if it has one',
});

export const holdPlace = {
  ...common,
  kind: 'change',
  id: 'placeLegalHold',
  summary: 'Keeps the webhooks of a shipment out of the archive until the hold is lifted. For admins',
  query: z.strictObject({}),
  body: holdBody,
} as const;

export const holdLift = {
  kind: 'action',
  id: 'liftLegalHold',
  path: `${common.path}/lift`,
  tag: common.tag,
  summary: 'Lifts the legal hold of a shipment, with a reason. For admins',
  name: 'LiftedHold',
  row: z.strictObject({ id: z.uuid().describe('The id of the shipment.') }),
  query: z.strictObject({}),
  body: holdLiftBody,
} as const;
