/** The page that answers a number. */
export const LOOKUP_PATH = '/lookup';

/** The address of the answer to a text. */
export const lookupHref = (text: string): string => `${LOOKUP_PATH}?${new URLSearchParams({ q: text })}`;
