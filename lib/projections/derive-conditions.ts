import type { PendingQuery, Row } from 'postgres';
import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { asShown } from './as-shown.ts';
import { readLedger } from './ledger.ts';
import { type Entity, projectEntity } from './project-entity.ts';
import type { Projection } from './projection.ts';
import { projectionSettings } from './settings.ts';

/** A stored ledger with its entity; `dueAt` is ISO 8601 UTC. */
export type Fact = Entity & { ledger: string; dueAt: string | null };

/** The ledgers of entities whose ids a query selects, locked in the order of the ids. */
export async function lockFacts(tx: Transaction, ids: PendingQuery<Row[]>): Promise<Fact[]> {
  return tx<Fact[]>`
    select id, entity_type as "entityType", provider, external_id as "externalId", ledger,
      to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt"
    from facts where id in (${ids}) order by id for update`;
}

/** Derives entities under the present settings, and writes the conditions of their exceptions. Returns their rows by id. */
export async function deriveConditions(tx: Transaction, facts: readonly Fact[]): Promise<Map<string, Projection>> {
  const settings = await projectionSettings(tx);
  const asOf = now();
  const projections = new Map(
    facts.map((fact) => {
      const context = { ...settings, asOf: asShown(fact.dueAt, asOf) };
      return [fact.id, projectEntity(fact, readLedger(fact.ledger), context).rows];
    }),
  );
  const ids = [...projections.keys()];
  await tx`delete from exception_conditions where entity_id = any(${ids}::uuid[])`;
  const conditions = [...projections.values()].flatMap((rows) => [...(rows.exceptionConditions?.values() ?? [])]);
  await upsertRows(tx, 'exceptionConditions', conditions);
  return projections;
}
