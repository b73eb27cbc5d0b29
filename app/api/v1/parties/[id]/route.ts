import { getParty } from '#db/queries/parties.ts';
import { serveOne } from '#lib/api/handler.ts';
import { partyOne } from '#lib/api/resources/parties.ts';

export const GET = serveOne(partyOne, getParty);
