import { z } from 'zod';
import type { WatchRow } from '#db/queries/watches.ts';
import { fieldsOf, oneOperation } from '#lib/api/operation.ts';
import { SEVERITIES } from '#lib/model/exception.ts';
import { WATCH_CHANNELS } from '#lib/model/subscription.ts';
import { newWatchBody, watchChangeBody } from '#lib/model/watch.ts';

const row = z.strictObject({
  id: z.uuid(),
  shipmentId: z.uuid().nullable().describe('The shipment; null if another thing is watched.'),
  partyId: z.uuid().nullable().describe('The customer, as a party; null if another thing is watched.'),
  viewId: z.uuid().nullable().describe('The saved view of shipments; null if another thing is watched.'),
  filter: z.string().nullable().describe('The filter of the list of shipments; null if another thing is watched.'),
  title: z.string().describe('The name of what is watched.'),
  channel: z.enum(WATCH_CHANNELS).describe('`app`: the bell of the pages.'),
  severity: z
    .enum(SEVERITIES)
    .nullable()
    .describe('The least severity of exceptions that are told besides milestones. Null for none.'),
  isMuted: z.boolean().describe('Whether nothing is told.'),
  isEnded: z.boolean().describe('Whether the view was removed, or is not shared any more, so that nothing is told.'),
  isUnsubscribed: z.boolean().describe('Whether the user unsubscribed by a link in an e-mail, which ends all e-mails.'),
  isUnconfirmed: z.boolean().describe('Whether e-mails wait until the user confirms their address.'),
  createdAt: z.iso.datetime().describe('Since when it is told.'),
});

function show({ scope, subjectId, path, mutedAt, ...watch }: WatchRow) {
  return {
    ...watch,
    shipmentId: scope === 'shipment' ? subjectId : null,
    partyId: scope === 'customer' ? subjectId : null,
    viewId: scope === 'view' ? subjectId : null,
    isMuted: mutedAt !== null,
    isEnded: path === null,
  };
}

const common = { tag: 'Notifications', name: 'Watch', row, show };
const none = z.strictObject({});

export const watchParts = {
  ...common,
  kind: 'parts',
  id: 'listWatches',
  path: '/watches',
  summary: 'What the user to whom the token belongs watches, the latest first',
  query: z.strictObject({ fields: fieldsOf(row) }),
} as const;

export const watchOne = oneOperation({
  ...common,
  id: 'getWatch',
  path: '/watches/{id}',
  summary: 'One thing that the user watches',
});

export const watchCreate = {
  ...common,
  kind: 'creation',
  id: 'startWatch',
  path: '/watches',
  summary: 'Lets the user to whom the token belongs watch something. For operators',
  created: 'Watched from now on. What was watched already is watched as stated now, under a new id.',
  query: none,
  body: newWatchBody,
} as const;

export const watchChange = {
  ...common,
  kind: 'change',
  id: 'muteWatch',
  path: '/watches/{id}',
  summary: 'Mutes what the user watches, or tells of it again what happens from now on. For operators',
  query: none,
  body: watchChangeBody,
} as const;

export const watchEnd = {
  kind: 'action',
  method: 'delete',
  id: 'endWatch',
  path: '/watches/{id}',
  tag: common.tag,
  summary: 'Ends a watch and cancels what waits for it. For operators',
  name: 'EndedWatch',
  row: z.strictObject({ id: z.uuid().describe('The id of the watch.') }),
  query: none,
} as const;
