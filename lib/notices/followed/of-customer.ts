import { type SQL, sql } from 'drizzle-orm';
import { shipmentParties, shipments } from '#db/schema/index.ts';
import { STAKEHOLDERS } from '../subjects.ts';

/** The condition of `shipments` that a name is that of its customer, a consignee or a buyer, as `matches` compares them. */
export function isOfCustomer(name: string): SQL {
  const wanted = name.trim().toLowerCase();
  const roles = sql.join(
    STAKEHOLDERS.map((role) => sql`${role}`),
    sql`, `,
  );
  return sql`(lower(trim(${shipments.customer})) = ${wanted} or exists (
    select from ${shipmentParties} where ${shipmentParties.shipmentId} = ${shipments.id} and ${shipmentParties.role} in (${roles})
      and lower(trim(${shipmentParties.name})) = ${wanted}))`;
}
