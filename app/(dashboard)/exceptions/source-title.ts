import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { providerTitles } from '../provider-titles.ts';

/** An exception of a source with the title of the source instead of the name of its provider. */
export function withSourceTitle<Item extends ExceptionItem>(item: Item): Item {
  const { subject } = item;
  if (subject.kind !== 'source') return item;
  return { ...item, subject: { ...subject, title: providerTitles[subject.title] ?? subject.title } };
}
