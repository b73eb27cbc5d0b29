import { HoldSection as Shown } from '#components/shipment/hold-section.tsx';
import { database } from '#db/client.ts';
import { holdOf } from '#db/queries/shipment-hold.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { liftOne, placeOne } from './hold-actions.ts';

/** The legal hold of a shipment, which admins may place and lift. */
export async function HoldSection({ shipment }: { shipment: string }) {
  const [user, hold] = await Promise.all([requireUser(), holdOf(database(), shipment)]);
  const actions = includesRole(user.role, 'admin') ? { place: placeOne, lift: liftOne } : null;
  return <Shown shipment={shipment} hold={hold} actions={actions} />;
}
