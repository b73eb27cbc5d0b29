import type { Sql } from '#db/client.ts';
import type { State } from '#lib/emulator/index.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { judgeFreight, judgeLoad, type Phase, type Verdict } from './oracle.ts';

/** What a stage on a screen claims of where the goods are. */
const CLAIMS: Readonly<Record<Stage, Phase | null>> = {
  unknown: 'origin',
  draft: 'origin',
  rejected: 'origin',
  tendered: 'origin',
  planned: 'origin',
  booked: 'origin',
  dispatched: 'origin',
  at_origin: 'origin',
  in_transit: 'on the way',
  arrived: 'destination',
  delivering: 'destination',
  at_destination: 'destination',
  delivered: 'delivered',
  cancelled: 'cancelled',
  removed: null,
};

type Shown = { provider: string; externalId: string; status: Stage; reason: string; arrived: boolean };

/** Everything in which the screens differ from what the world shows, a line each. */
export async function falsehoods(sql: Sql, state: State): Promise<string[]> {
  const rows = await sql<Shown[]>`
    select provider, external_id as "externalId", status, status_reason as reason, arrived is not null as arrived from shipments`;
  const shown = new Map(rows.map((row) => [`${row.provider} ${row.externalId}`, row]));
  const money = { balances: await balancesOf(sql), freeDays: await freeDaysOf(sql) };
  const verdicts = [
    ...state
      .freights()
      .filter(({ opened }) => opened)
      .map(judgeFreight),
    ...state
      .loads()
      .filter(({ entered, deletedAt }) => entered && deletedAt === null)
      .map(judgeLoad),
  ];
  return verdicts.flatMap((verdict) => differing(verdict, shown.get(`${verdict.provider} ${verdict.id}`), money));
}

async function balancesOf(sql: Sql): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ id: string; balance: string | null; status: string }[]>`
    select external_id as id, balance, status from invoices where provider = 'flexport' and kind <> 'commercial'`;
  return new Map(
    rows.map(({ id, balance, status }) => [id, status === 'void' ? 0 : Math.round(Number(balance) * 100)]),
  );
}

async function freeDaysOf(sql: Sql): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql<{ id: string; day: string | null }[]>`
    select containers.external_id as id, last_free_day as day from containers
    join shipments on shipments.id = shipment_id and provider = 'flexport'`;
  return new Map(rows.map(({ id, day }) => [id, day?.slice(0, 10) ?? null]));
}

type Costs = { balances: ReadonlyMap<string, number>; freeDays: ReadonlyMap<string, string | null> };

function differing(verdict: Verdict, shown: Shown | undefined, { balances, freeDays }: Costs): string[] {
  const name = `${verdict.provider} ${verdict.id}`;
  if (!shown) return [`${name}: not shown`];
  const found: string[] = [];
  if (CLAIMS[shown.status] !== verdict.phase)
    found.push(`${name}: shown as ${shown.status} (${shown.reason}), is ${verdict.phase}`);
  if (verdict.arrived !== null && shown.arrived !== verdict.arrived)
    found.push(`${name}: shown as ${shown.arrived ? '' : 'not '}arrived, is ${verdict.arrived ? '' : 'not '}arrived`);
  for (const [invoice, cents] of verdict.owed) {
    const balance = balances.get(invoice);
    if (balance !== undefined && balance !== cents)
      found.push(`${name}: invoice ${invoice} shown as owing ${balance / 100}, owes ${cents / 100}`);
  }
  for (const [container, day] of verdict.freeUntil) {
    const said = freeDays.get(container);
    if (said !== day) found.push(`${name}: container ${container} shown as free until ${said}, is until ${day}`);
  }
  return found;
}
