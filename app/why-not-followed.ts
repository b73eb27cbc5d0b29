import { database } from '#db/client.ts';
import { getParty } from '#db/queries/parties.ts';
import { shipmentExists } from '#db/queries/shipments.ts';
import type { StakeOf } from '#lib/notices/followed/stakeholders.ts';

/** Why nobody can be told of a shipment or of the shipments of a customer; null if they can. */
export async function whyNotFollowed({ scope, subjectId }: StakeOf): Promise<string | null> {
  if (scope === 'shipment')
    return (await shipmentExists(database(), subjectId)) ? null : 'This shipment does not exist.';
  const party = await getParty(database(), subjectId);
  if (!party) return 'This party does not exist.';
  return party.name === null ? 'This party has no name by which its shipments could be found.' : null;
}
