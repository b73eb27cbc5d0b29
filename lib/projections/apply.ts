import type { Transaction } from '#db/client.ts';
import { type GivenColumn, givenRows } from '#db/given-rows.ts';
import { lockLedgers } from '#db/projection-lock.ts';
import { deleteRows, upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import type { Change } from '#lib/model/change.ts';
import { entityId } from '#lib/model/identity.ts';
import { plausibleReport } from '#lib/model/report-time.ts';
import type { Statement } from './apply-statements.ts';
import { asShown } from './as-shown.ts';
import { boundedChange } from './bounded-change.ts';
import type { Writes } from './differences.ts';
import { recordEntityEvents } from './entity-events.ts';
import { readLedger, type Source, writeLedger } from './ledger.ts';
import { lockCustomerNames } from './lock-customer-names.ts';
import { type CustomerNames, customersIn, loadCustomerNames } from './party-names.ts';
import { applyToEntity, type CausedStatements, type Entity, projectEntity, reproject } from './project-entity.ts';
import type { Projection, ProjectionSettings } from './projection.ts';
import { type Effect, recordEffects } from './record-effects.ts';
import { renameOnShipments } from './rename-parties.ts';
import { projectionSettings } from './settings.ts';
import { entityOf, statementsOf } from './statements.ts';

/**
 * A normalised event, ready to be applied.
 *
 * An event that was received again with other content has several versions, each an event with its own key. The version with the
 * latest report is current (`orderVersions`); the others have its id in `supersededBy`. New versions must be applied together with the
 * current one, which comes last, so that the order of arrival does not matter.
 */
export type NormalisedEvent = Omit<Source, 'replaced' | 'statedAt'> & {
  provider: string;
  changes: readonly Change[];
  supersededBy?: string;
};

/** What a transaction changed: values, and the entities of which other exceptions are due, or were. */
export type Applied = { effects: Effect[]; judged: Set<string> };

/** The events of one entity, with their statements. */
export type EntityEvents = Entity & { events: (CausedStatements & { statements: Statement[] })[] };

/** Entities that are loaded, applied and written together. */
const ENTITIES_PER_CHUNK = 500;

/**
 * Applies events in the caller's transaction. The ledger of each entity is loaded and locked once; the events are added to it,
 * the rows are derived before and after each event, and what differs is written once.
 *
 * Entities are processed in chunks: while the database writes one, the next is computed. They are locked in the order of their
 * ids, so that workers wait for each other and never deadlock.
 */
export async function applyEvents(tx: Transaction, events: readonly NormalisedEvent[]): Promise<Applied> {
  const entities = groupByEntity(events);
  const applied: Applied = { effects: [], judged: new Set() };
  const writing: Promise<unknown>[] = [];
  await lockCustomerNames(tx, entities);
  // Each chunk adds unknown ones before it locks the known ones, which is in order within a chunk only.
  if (entities.length > ENTITIES_PER_CHUNK)
    await lockLedgers(
      tx,
      entities.map(({ id }) => id),
    );
  let loading = suppressUnhandledRejection(load(tx, entities.slice(0, ENTITIES_PER_CHUNK)));
  const settings = await projectionSettings(tx);
  for (let at = 0; at < entities.length; at += ENTITIES_PER_CHUNK) {
    const { ledgers, known } = await loading;
    const next = entities.slice(at + ENTITIES_PER_CHUNK, at + 2 * ENTITIES_PER_CHUNK);
    if (next.length > 0) loading = suppressUnhandledRejection(load(tx, next));
    const chunk = entities.slice(at, at + ENTITIES_PER_CHUNK);
    const changed = projectChunk(chunk, ledgers, settings, known);
    writing.push(suppressUnhandledRejection(recordEntityEvents(tx, chunk)));
    writing.push(...writeChunk(tx, changed).map(suppressUnhandledRejection));
    for (const effect of changed.effects) applied.effects.push(effect);
    for (const id of judgedIn(changed)) applied.judged.add(id);
  }
  await Promise.all(writing);
  for (const effect of await renameOnShipments(tx, entities, settings)) applied.effects.push(effect);
  return applied;
}

async function load(tx: Transaction, entities: readonly EntityEvents[]) {
  const ledgers = await loadLedgers(tx, entities);
  const facts = entities.map((entity) => ({ ...entity, ledger: ledgers.get(entity.id)?.ledger ?? '' }));
  return { ledgers, known: await loadCustomerNames(tx, facts, customersIn(entities)) };
}

/** Due entities that are derived together. */
const DUE_PER_BATCH = 100;

/**
 * Derives entities again that are due: dates that were in the future have come, or a customer of many shipments was renamed. Takes a batch of them that no other worker has
 * locked. When it returns 0 entities, none is due.
 */
export async function projectDue(tx: Transaction): Promise<Applied & { entities: number }> {
  const asOf = now();
  const settings = await projectionSettings(tx);
  const rows = await tx<FactRow[]>`
    select id, entity_type as "entityType", provider, external_id as "externalId", ledger,
      to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt" from facts
    where due_at <= ${asOf} order by id limit ${DUE_PER_BATCH} for update skip locked`;
  const changed: Changed = { facts: [], writes: new Map(), effects: [], due: new Set() };
  const { names, stored } = await loadCustomerNames(tx, rows);
  for (const row of rows) {
    const ledger = readLedger(row.ledger);
    const before = { ...settings, asOf: asShown(row.dueAt, asOf), names: stored.get(row.id) };
    const shown = projectEntity(row, ledger, before).rows;
    if (isDue(shown, asOf)) changed.due.add(row.id);
    const { dueAt, caused } = reproject(row, { ledger, shown, asOf, names, ...settings }, changed.writes);
    changed.facts.push({ ...row, dueAt });
    for (const one of caused) changed.effects.push({ ...one, entityType: row.entityType, entityId: row.id });
  }
  await Promise.all(writeChunk(tx, changed));
  return { entities: rows.length, effects: changed.effects, judged: judgedIn(changed) };
}

/**
 * The entities whose conditions of exceptions are written, if one was due before or is now. Those that become due later are found when
 * their time comes.
 */
function judgedIn({ writes, due }: Changed): Set<string> {
  const { upserts, deletes } = writes.get('exceptionConditions') ?? NO_WRITES;
  const asOf = now();
  const judged = new Set<string>();
  for (const row of [...upserts.values(), ...deletes.values()]) {
    if (!('entityId' in row)) continue;
    if (due.has(row.entityId) || ('opensAt' in row && row.opensAt <= asOf)) judged.add(row.entityId);
  }
  return judged;
}

/** Whether a condition of an exception is due, or was until its end. */
function isDue({ exceptionConditions }: Projection, asOf: string): boolean {
  return [...(exceptionConditions?.values() ?? [])].some(({ opensAt }) => opensAt <= asOf);
}

const NO_WRITES = { upserts: new Map<string, never>(), deletes: new Map<string, never>() };

/** Errors surface at the later `await`; this only silences the unhandled-rejection warning. */
function suppressUnhandledRejection<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

type Stored = { ledger: string; dueAt: string | null };
type FactRow = Entity & Stored;
/** `due`: the entities of which exceptions were due before. */
type Changed = { facts: FactRow[]; writes: Writes; effects: Effect[]; due: Set<string> };

function projectChunk(
  entities: readonly EntityEvents[],
  ledgers: ReadonlyMap<string, Stored>,
  settings: ProjectionSettings,
  { names, stored }: CustomerNames,
): Changed {
  const changed: Changed = { facts: [], writes: new Map(), effects: [], due: new Set() };
  const asOf = now();
  for (const { events, ...entity } of entities) {
    const before = ledgers.get(entity.id) ?? { ledger: '', dueAt: null };
    const ledger = readLedger(before.ledger);
    const context = { ...settings, asOf: asShown(before.dueAt, asOf), names: stored.get(entity.id) };
    const shown = projectEntity(entity, ledger, context).rows;
    if (isDue(shown, asOf)) changed.due.add(entity.id);
    const { dueAt, caused } = applyToEntity(
      entity,
      { ledger, shown, asOf, names, ...settings },
      events,
      changed.writes,
    );
    for (const one of caused) changed.effects.push({ ...one, entityType: entity.entityType, entityId: entity.id });
    const written = writeLedger(ledger);
    if (written !== before.ledger || dueAt !== before.dueAt) changed.facts.push({ ...entity, ledger: written, dueAt });
  }
  return changed;
}

function writeChunk(tx: Transaction, { facts, writes, effects }: Changed): Promise<unknown>[] {
  return [
    upsertRows(tx, 'facts', facts),
    ...[...writes].flatMap(([table, { upserts, deletes }]) => [
      upsertRows(tx, table, upserts.values()),
      deleteRows(tx, table, deletes.values()),
    ]),
    recordEffects(tx, effects),
  ];
}

/** The entities of an event; none if it states what cannot be read, which applying it says. */
export function entitiesOf({ provider, changes }: NormalisedEvent): string[] {
  try {
    return changes.map((change) => {
      const { entityType, externalId } = entityOf(boundedChange(change));
      return entityId(entityType, provider, externalId);
    });
  } catch {
    return [];
  }
}

/** Groups the statements of events by entity, sorted by the entities' ids. */
export function groupByEntity(events: readonly NormalisedEvent[]): EntityEvents[] {
  const entities = new Map<string, EntityEvents>();
  for (const event of events) {
    const { id: eventId, key, learnedAt, supersededBy } = event;
    const source: Source = { id: eventId, key, learnedAt, ...plausibleReport(event.reportedAt, learnedAt) };
    if (supersededBy !== undefined) source.replaced = true;
    for (const stated of event.changes) {
      const change = boundedChange(stated);
      const { entityType, externalId } = entityOf(change);
      const id = entityId(entityType, event.provider, externalId);
      const entity = entities.get(id) ?? { id, entityType, provider: event.provider, externalId, events: [] };
      entities.set(id, entity);
      const last = entity.events.at(-1);
      const into = last?.source === source ? last : { source, statements: [], cause: supersededBy ?? eventId };
      if (into !== last) entity.events.push(into);
      into.statements.push(...statementsOf(change));
    }
  }
  return [...entities.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const ENTITY_COLUMNS: readonly GivenColumn[] = [
  { property: 'id', type: 'uuid' },
  { property: 'entityType', type: 'text' },
  { property: 'provider', type: 'text' },
  { property: 'externalId', type: 'text' },
];

async function loadLedgers(tx: Transaction, entities: readonly Entity[]): Promise<Map<string, Stored>> {
  if (entities.length === 0) return new Map();
  const { table, parameters } = givenRows(ENTITY_COLUMNS, entities);
  await tx.unsafe(
    `insert into facts (id, entity_type, provider, external_id, ledger) select *, '' from ${table} order by id
     on conflict (id) do nothing`,
    parameters,
    { prepare: true },
  );
  const ids = entities.map(({ id }) => id);
  const rows = await tx<{ id: string; ledger: string; dueAt: string | null }[]>`
    select id, ledger, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt" from facts
    where id = any(${ids}::uuid[]) order by id for update`;
  return new Map(rows.map(({ id, ledger, dueAt }) => [id, { ledger, dueAt }]));
}
