import { z } from 'zod';
import type { StakeholderRow } from '#db/queries/stakeholders.ts';
import { fieldsOf, oneOperation } from '#lib/api/operation.ts';
import { newStakeholderBody } from '#lib/model/stakeholder.ts';

const row = z.strictObject({
  id: z.uuid(),
  email: z.string().describe('The address to which departed, arrived and delivered are told.'),
  name: z.string().nullable().describe('The name of the user with this address. Null for others.'),
  shipmentId: z.uuid().nullable().describe('The shipment. Null for a stakeholder of a customer.'),
  partyId: z
    .uuid()
    .nullable()
    .describe('The party that is the customer, with all its shipments. Null for a stakeholder of one shipment.'),
  customer: z.string().nullable().describe('The name of that party.'),
  addedBy: z.string(),
  createdAt: z.iso.datetime(),
  isUnconfirmed: z.boolean().describe('Whether the address, and so all its notices, waits for its confirmation.'),
  isSuppressed: z.boolean().describe('Whether it gets nothing: it unsubscribed, complained or does not exist.'),
});

const common = { tag: 'Notifications', name: 'Stakeholder', row, show: (one: StakeholderRow) => one };

/** Those of a customer are among those of each of its shipments. */
export const shipmentStakeholders = {
  ...common,
  kind: 'parts',
  id: 'listStakeholdersOfShipment',
  path: '/shipments/{id}/stakeholders',
  summary: 'The stakeholders of a shipment and of its customer',
  query: z.strictObject({ fields: fieldsOf(row) }),
} as const;

export const partyStakeholders = {
  ...common,
  kind: 'parts',
  id: 'listStakeholdersOfParty',
  path: '/parties/{id}/stakeholders',
  summary: 'The stakeholders of a customer: of all its shipments',
  query: z.strictObject({ fields: fieldsOf(row) }),
} as const;

export const stakeholderOne = oneOperation({
  ...common,
  id: 'getStakeholder',
  path: '/stakeholders/{id}',
  summary: 'One stakeholder',
});

export const stakeholderCreate = {
  ...common,
  kind: 'creation',
  id: 'addStakeholder',
  path: '/stakeholders',
  summary: 'Adds a stakeholder of a shipment or customer. For operators',
  created: 'Added. They are told what is reached from now on, after their address was confirmed.',
  query: z.strictObject({}),
  body: newStakeholderBody,
} as const;

export const stakeholderRemove = {
  kind: 'action',
  method: 'delete',
  id: 'removeStakeholder',
  path: '/stakeholders/{id}',
  tag: common.tag,
  summary: 'Removes a stakeholder and cancels what waits for them. For operators',
  name: 'AffectedStakeholder',
  row: z.strictObject({ id: z.uuid().describe('The id of the stakeholder.') }),
  query: z.strictObject({}),
} as const;
