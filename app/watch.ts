import { viewSearch } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import { getParty } from '#db/queries/parties.ts';
import { findView } from '#db/queries/saved-views.ts';
import { SHIPMENTS, shipmentExists } from '#db/queries/shipments.ts';
import { type WatchRow, watchOf } from '#db/queries/watches.ts';
import { env } from '#lib/env.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { startWatch, type Watch } from '#lib/notices/followed/watch.ts';
import { configuredChannels, noticeSettings } from '#lib/notices/notice-settings.ts';
import { readAddress } from './(dashboard)/records.ts';

type User = { id: string; email: string };
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
      if (await shipmentExists(database(), followed.subjectId)) return { watch: asked };
      return { mistake: { field: 'shipmentId', message: 'This shipment does not exist.' } };
    case 'customer': {
      const mistake = await mistakeInParty(followed.subjectId);
      return mistake === null ? { watch: asked } : { mistake: { field: 'partyId', message: mistake } };
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

async function mistakeInParty(id: string): Promise<string | null> {
  const party = await getParty(database(), id);
  if (!party) return 'This party does not exist.';
  return party.name === null ? 'This party has no name by which its shipments could be found.' : null;
}

/** A parameter that the list does not know would leave more shipments than were meant. */
function ofFilter(asked: Watch, filter: string): Found {
  const given = Object.fromEntries(new URLSearchParams(filter));
  const { state } = readAddress(SHIPMENTS, given);
  if (Object.keys(state).length < Object.keys(given).length || Object.keys(given).length === 0)
    return { mistake: { field: 'filter', message: 'This is not a filter of the list of shipments.' } };
  return { watch: { ...asked, followed: { scope: 'filter', filter: viewSearch(state) } } };
}
