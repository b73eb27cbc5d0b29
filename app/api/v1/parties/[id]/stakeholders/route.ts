import { getParty } from '#db/queries/parties.ts';
import { stakeholdersOfParty } from '#db/queries/stakeholders.ts';
import { serveParts } from '#lib/api/handler.ts';
import { partyStakeholders } from '#lib/api/resources/stakeholders.ts';

export const GET = serveParts(partyStakeholders, async (db, id) =>
  (await getParty(db, id)) ? stakeholdersOfParty(db, id) : null,
);
