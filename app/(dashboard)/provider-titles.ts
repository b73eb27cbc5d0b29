import { providers } from '#lib/providers/index.ts';

/** The sources with their titles, for selects. */
export const providerOptions = providers.map(({ name, title }) => ({ value: name, label: title }));

/** Titles by name. */
export const providerTitles: Readonly<Record<string, string>> = Object.fromEntries(
  providers.map(({ name, title }) => [name, title]),
);
