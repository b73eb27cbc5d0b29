import { viewSearch } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import { findView } from '#db/queries/saved-views.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { type WatchRow, watchOf } from '#db/queries/watches.ts';
import { env } from '#lib/env.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { startWatch, type Watch } from '#lib/notices/followed/watch.ts';
import { configuredChannels, noticeSettings } from '#lib/notices/notice-settings.ts';
import { readAddress } from './(dashboard)/records.ts';
import { whyNotFollowed } from './why-not-followed.ts';

type User = { id: string; email: string };
const FIELDS = { shipment: 'shipmentId', customer: 'partyId' } as const;

type Found = { watch: Watch } | { mistake: Mistake };

/** Lets a user watch something that exists, on behalf of `by`. Returns how they watch it, or why not: by its field, as REST names it. */
export async function watch(user: User, asked: Watch, by = user.email): Promise<WatchRow | { mistake: Mistake }> {
  if (asked.channel !== 'app' && !configuredChannels(noticeSettings(env().raw)).includes('email'))
    return { mistake: { field: 'channel', message: 'E-mail is not configured.' } };
  const found = await find(user, asked);
  if ('mistake' in found) return found;
  await startWatch(database(), user.email, found.watch, by);
  const watched = await watchOf(database(), user.email, found.watch.followed);
  return watched ?? { mistake: { field: null, message: 'This was ended meanwhile.' } };
}

/** With the name of a view as it is now, and a filter in its usual form. */
async function find({ id }: User, asked: Watch): Promise<Found> {
  const { followed } = asked;
  switch (followed.scope) {
    case 'shipment':
    case 'customer': {
      const message = await whyNotFollowed({ scope: followed.scope, subjectId: followed.subjectId });
      return message === null ? { watch: asked } : { mistake: { field: FIELDS[followed.scope], message } };
    }
    case 'view': {
      const view = await findView(database(), id, followed.subjectId);
      if (view?.list === SHIPMENTS.path) return { watch: { ...asked, label: view.name } };
      return { mistake: { field: 'viewId', message: 'This view does not exist any more.' } };
    }
    case 'filter':
      return ofFilter(asked, followed.filter);
  }
}

/** A parameter that the list does not know would leave more shipments than were meant. */
function ofFilter(asked: Watch, filter: string): Found {
  const given = Object.fromEntries(new URLSearchParams(filter));
  const { state } = readAddress(SHIPMENTS, given);
  if (Object.keys(state).length < Object.keys(given).length || Object.keys(given).length === 0)
    return { mistake: { field: 'filter', message: 'This is not a filter of the list of shipments.' } };
  return { watch: { ...asked, followed: { scope: 'filter', filter: viewSearch(state) } } };
}
