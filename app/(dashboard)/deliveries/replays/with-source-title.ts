import type { ReplayListItem } from '#db/queries/replays.ts';
import { providerTitles } from '../../provider-titles.ts';

/** A replay whose filter has the title of the source instead of the name of its provider. */
export function withSourceTitle<Item extends Pick<ReplayListItem, 'filter'>>(item: Item): Item {
  const { provider } = item.filter;
  if (typeof provider !== 'string') return item;
  return { ...item, filter: { ...item.filter, provider: providerTitles[provider] ?? provider } };
}
