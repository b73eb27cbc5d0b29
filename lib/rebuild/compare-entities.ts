import type { Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { asShown } from '#lib/projections/as-shown.ts';
import { collectWrites, differences, type Writes } from '#lib/projections/differences.ts';
import { type Ledger, readLedger } from '#lib/projections/ledger.ts';
import { customersOf, namesOf } from '#lib/projections/party-names.ts';
import type { Entity } from '#lib/projections/project-entity.ts';
import type { Difference, Projection, ProjectionContext } from '#lib/projections/projection.ts';
import { projectionSettings } from '#lib/projections/settings.ts';
import { asStoredProjection, storedProjections } from '#lib/projections/stored-projection.ts';
import type { Rules } from './rules.ts';
import { findUnread } from './unread.ts';

/** An entity whose stored values differ from those that today's rules derive. */
export type Differing = {
  entity: Entity;
  /** The derived ledger; empty if no event states anything about the entity any more. */
  ledger: string;
  dueAt: string | null;
  before: Projection;
  after: Projection;
  differences: Difference[];
  /** The last event of the entity. */
  lastEvent: string;
};

/** The result of a comparison; `kept` differ, but one of their events cannot be read. */
export type Comparison = { differing: Differing[]; kept: Entity[] };

type Side = { ledger: string; dueAt: string | null };
type Pair = { entity: Entity; shown: Side; derived: string; ledger: Ledger };

/** Compares the stored ledgers and rows of some entities with those that the rules derive in the rebuild. */
export async function compareEntities(tx: Transaction, ids: readonly string[], rules: Rules): Promise<Comparison> {
  const pairs = await loadPairs(tx, ids);
  const entities = pairs.map(({ entity }) => entity);
  const stored = await storedProjections(tx, entities);
  const names = await namesOf(tx, customersOf(pairs), 'rebuild_ledgers');
  const context = { asOf: now(), names, ...(await projectionSettings(tx)) };
  const differing = pairs.flatMap((pair) => compare(pair, stored.get(pair.entity.id) ?? {}, rules, context) ?? []);
  const shown = new Map(pairs.map((pair) => [pair.entity.id, pair.shown.ledger]));
  const unread = await findUnread(
    tx,
    differing.map(({ entity }) => ({ id: entity.id, ledger: shown.get(entity.id) ?? '' })),
  );
  return {
    differing: differing.filter(({ entity }) => !unread.has(entity.id)),
    kept: differing.map(({ entity }) => entity).filter(({ id }) => unread.has(id)),
  };
}

function compare(pair: Pair, before: Projection, rules: Rules, context: ProjectionContext): Differing | null {
  const { entity, shown, derived, ledger } = pair;
  // As of the time when the rows were written: dates that became due since are not differences of rules.
  const { rows, dueAt } = rules.project(entity, ledger, { ...context, asOf: asShown(shown.dueAt, context.asOf) });
  const after = asStoredProjection(rows);
  const writes: Writes = new Map();
  collectWrites(before, after, writes);
  const isSame =
    shown.ledger === derived &&
    shown.dueAt === dueAt &&
    [...writes.values()].every(({ upserts, deletes }) => upserts.size === 0 && deletes.size === 0);
  if (isSame) return null;
  const found = differences(before, after);
  const isGone = derived === '' && Object.keys(before).length > 0;
  if (isGone) found.push({ part: null, field: 'removed', before: entity.externalId, after: null });
  const last = ledger.events.at(-1) ?? readLedger(shown.ledger).events.at(-1);
  return { entity, ledger: derived, dueAt, before, after, differences: found, lastEvent: last?.id ?? entity.id };
}

type Row = Entity & { ledger: string | null; dueAt: string | null; derived: string | null };

async function loadPairs(tx: Transaction, ids: readonly string[]): Promise<Pair[]> {
  const rows = await tx<Row[]>`
    select id, coalesce(f.entity_type, r.entity_type) as "entityType", coalesce(f.provider, r.provider) as provider,
      coalesce(f.external_id, r.external_id) as "externalId", f.ledger, r.ledger as derived,
      to_char(f.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt"
    from (select * from facts where id = any(${[...ids]}::uuid[])) f
    full join (select * from rebuild_ledgers where id = any(${[...ids]}::uuid[])) r using (id)
    order by id`;
  return rows.map(({ ledger, dueAt, derived, ...entity }) => ({
    entity,
    shown: { ledger: ledger ?? '', dueAt },
    derived: derived ?? '',
    ledger: readLedger(derived ?? ''),
  }));
}
