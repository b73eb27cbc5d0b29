import { database } from '#db/client.ts';
import { getParty } from '#db/queries/parties.ts';
import { getShipment } from '#db/queries/shipments.ts';
import { addStakeholder, type StakeOf } from '#lib/notices/followed/stakeholders.ts';

/** Adds a stakeholder of a shipment or customer that exists. Returns its id, or why it was rejected. */
export async function addStakeholderOf(
  by: string,
  email: string,
  of: StakeOf,
): Promise<{ id: string } | { error: string }> {
  const problem = await problemOf(of);
  if (problem !== null) return { error: problem };
  const id = await addStakeholder(database(), by, { ...of, email });
  return id === null ? { error: 'This address is a stakeholder already.' } : { id };
}

async function problemOf({ scope, subjectId }: StakeOf): Promise<string | null> {
  if (scope === 'shipment') return (await getShipment(database(), subjectId)) ? null : 'This shipment does not exist.';
  const party = await getParty(database(), subjectId);
  if (!party) return 'This party does not exist.';
  return party.name === null ? 'This party has no name by which its shipments could be found.' : null;
}
