import type { Sql } from '#db/client.ts';
import { setTariff } from '#lib/exceptions/change-tariffs.ts';
import { tariff } from './tariff.ts';

/** Stores a tariff, and a rule of who gets exceptions. */
export async function storeSettings(sql: Sql): Promise<void> {
  await setTariff(sql, 'ops@example.com', tariff());
  await sql`insert into exception_owners (type, customer, owner) values ('hold.customs', null, 'ops@example.com')`;
}
