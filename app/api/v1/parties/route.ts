import { serveList } from '#lib/api/handler.ts';
import { partyList } from '#lib/api/resources/parties.ts';

export const GET = serveList(partyList);
