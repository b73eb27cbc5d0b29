import { z } from 'zod';
import { SHARE_LINKS, type ShareLink } from '#db/queries/share-links.ts';
import { shareLinks } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { SHARED_LISTS } from '#lib/model/share-link.ts';
import { newShareLink } from '#lib/model/share-link-schema.ts';

const row = rowOf(
  shareLinks,
  {
    shipmentId: z.uuid().nullable().describe('Null for a list.'),
    list: z.enum(SHARED_LISTS).nullable().describe('The path of the list; null for a shipment.'),
    search: z.string().describe('The filters and the sort of the list.'),
    fields: z.array(z.string()).describe('What it shows: parts of the shipment, or columns of the list.'),
    recipient: z.string().describe('Who got it.'),
    opens: z.int().describe('How often it was opened, by people or programs.'),
  },
  ['hash'],
);

const common = { tag: 'Shared links', name: 'ShareLink', row };
const none = z.strictObject({});
const show = (link: ShareLink) => link;

export const shareLinkList = listOperation({
  ...common,
  list: SHARE_LINKS,
  id: 'listShareLinks',
  summary: 'Links that show a shipment or a list without a session',
  show,
});

export const shareLinkOne = oneOperation({
  ...common,
  id: 'getShareLink',
  path: '/share-links/{id}',
  summary: 'One link',
  show,
});

export const shareLinkCreate = {
  ...common,
  kind: 'creation',
  id: 'createShareLink',
  path: '/share-links',
  summary: 'Creates a link to a shipment or a list for somebody. For operators',
  created: 'Created. Its address is in this answer only.',
  name: 'NewShareLink',
  row: row.extend({
    url: z
      .url()
      .describe(
        'The address to send. It is not stored and cannot be read again. With `/calendar.ics` at its end it is a calendar.',
      ),
  }),
  query: none,
  body: newShareLink,
  show: (link: ShareLink & { url: string }) => link,
} as const;

export const shareLinkRevoke = {
  kind: 'action',
  method: 'delete',
  id: 'revokeShareLink',
  path: '/share-links/{id}',
  tag: common.tag,
  summary: 'Revokes a link at once. For operators',
  name: 'RevokedShareLink',
  row: z.strictObject({ id: z.uuid().describe('The id of the link.') }),
  query: none,
} as const;
