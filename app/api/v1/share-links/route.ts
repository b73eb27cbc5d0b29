import { issueLink } from '#app/share-link.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { unprocessable } from '#lib/api/http-error.ts';
import { shareLinkCreate, shareLinkList } from '#lib/api/resources/share-links.ts';

export const GET = serveList(shareLinkList);

export const POST = serveCreation(shareLinkCreate, async (asked, { name }) => {
  const issued = await issueLink(name, asked);
  if ('mistake' in issued) throw unprocessable(issued.mistake);
  return issued;
});
