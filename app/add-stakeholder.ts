import { database } from '#db/client.ts';
import { addStakeholder, type StakeOf } from '#lib/notices/followed/stakeholders.ts';
import { whyNotFollowed } from './why-not-followed.ts';

/** Adds a stakeholder of a shipment or customer that exists. Returns its id, or why it was rejected. */
export async function addStakeholderOf(
  by: string,
  email: string,
  of: StakeOf,
): Promise<{ id: string } | { error: string }> {
  const problem = await whyNotFollowed(of);
  if (problem !== null) return { error: problem };
  const id = await addStakeholder(database(), by, { ...of, email });
  return id === null ? { error: 'This address is a stakeholder already.' } : { id };
}
