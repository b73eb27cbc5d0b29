import { Stakeholders } from '#components/notices/stakeholders.tsx';
import { database } from '#db/client.ts';
import { stakeholdersOfParty, stakeholdersOfShipment } from '#db/queries/stakeholders.ts';
import { listUsers } from '#db/queries/users.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import type { StakeOf } from '#lib/notices/followed/stakeholders.ts';
import { addOne, removeOne } from './stakeholder-actions.ts';

/** The stakeholders of a shipment or customer; operators change them. */
export async function StakeholderSection({ of }: { of: StakeOf }) {
  const db = database();
  const [operator, users, stakeholders] = await Promise.all([
    userWithRole('operator'),
    listUsers(db),
    of.scope === 'shipment' ? stakeholdersOfShipment(db, of.subjectId) : stakeholdersOfParty(db, of.subjectId),
  ]);
  return (
    <Stakeholders
      stakeholders={stakeholders ?? []}
      of={of}
      people={users.map(({ email }) => email)}
      actions={operator ? { add: addOne, remove: removeOne } : null}
    />
  );
}
