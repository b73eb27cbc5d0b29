import { viewSearch } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import type { DeclaredList } from '#db/queries/declared-list.ts';
import { LISTS } from '#db/queries/lists.ts';
import { issueShareLink, type ShareLink } from '#db/queries/share-links.ts';
import { shipmentExists } from '#db/queries/shipments.ts';
import { env } from '#lib/env.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { SHARED_PARTS } from '#lib/model/share-link.ts';
import type { NewShareLink } from '#lib/model/share-link-schema.ts';
import { readAddress } from './(dashboard)/records.ts';
import { LIST_SHEETS } from './list-sheets.ts';

/** A link that was issued. `url` contains its token and is known only now. */
export type IssuedLink = ShareLink & { url: string };

/** Issues a link to a shipment or a list that exists. Returns it, or why it was rejected. */
export async function issueLink(by: string, asked: NewShareLink): Promise<IssuedLink | { mistake: Mistake }> {
  const mistake = await mistakeIn(asked);
  if (mistake) return { mistake };
  const { link, token } = await issueShareLink(database(), by, { ...asked, search: searchOf(asked) });
  const { APP_URL, PORT } = env();
  return { ...link, url: `${APP_URL ?? `http://localhost:${PORT}`}/shared/${token}` };
}

async function mistakeIn({ shipmentId, list, fields }: NewShareLink): Promise<Mistake | null> {
  if (shipmentId !== undefined && !(await shipmentExists(database(), shipmentId)))
    return { field: 'shipmentId', message: 'This shipment does not exist.' };
  const known = list === undefined ? Object.keys(SHARED_PARTS) : columnsOf(list).map(({ id }) => id);
  const strange = fields.find((one) => !known.includes(one));
  return strange === undefined ? null : { field: 'fields', message: `may name only ${known.join(', ')}` };
}

/** The columns of a list that can be shared. */
export function columnsOf(path: string): readonly { id: string; label: string }[] {
  return LIST_SHEETS.get(path)?.columns ?? [];
}

/** The state that a link keeps: all valid filters and the sort, without the page. */
function searchOf({ list, search }: NewShareLink): string {
  const declared: DeclaredList | undefined = LISTS.find(({ path }) => path === list);
  if (!declared) return '';
  return viewSearch(readAddress(declared, Object.fromEntries(new URLSearchParams(search))).state);
}
