import { readOpenLink } from '#lib/notices/open-links.ts';
import { AUTH_SECRET } from './server.ts';

/** A message with the pages to which its signed links lead in their place. */
export function withOpenedLinks(text: string): string {
  return text.replace(/\/open\/([\w.-]+)/g, (link, token: string) => readOpenLink(token, AUTH_SECRET)?.path ?? link);
}
