import type { Words } from '#lib/model/language.ts';

/** The labels of values in the language of their reader, by value. */
export function labelsIn(labels: Readonly<Record<string, string>>, { t }: Words): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([value, label]) => [value, t(label)]));
}
