import type { Change } from '#lib/model/change.ts';
import { type EntityType, entityId } from '#lib/model/identity.ts';
import type { RecordType, StepCode } from '#lib/model/record.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import type { Writes } from '#lib/projections/differences.ts';
import { readLedger, type Source, writeLedger } from '#lib/projections/ledger.ts';
import {
  applyToEntity,
  type CausedDifference,
  type CausedStatements,
  type Entity,
  projectEntity,
} from '#lib/projections/project-entity.ts';
import type { ProjectedTable, ProjectionContext, RowOf } from '#lib/projections/projection.ts';
import { entityOf, statementsOf } from '#lib/projections/statements.ts';
import { DEFAULT_SETTINGS } from '#tests/support/default-settings.ts';

/** The id of an entity of the provider `test`. */
export const idOf = (type: EntityType, externalId: string) => entityId(type, 'test', externalId);

/** Parses a time; throws if it is none. */
export function moment(text: string): Moment {
  const parsed = parseMoment(text);
  if (!parsed) throw new Error(`${text} is not a time`);
  return parsed;
}

type Fields<Type extends RecordType> = Extract<Change, { kind: 'record'; recordType: Type }>['fields'];

/** The fields of a booking, order, product, invoice or document. */
export function record<Type extends RecordType>(type: Type, id: string, fields: Fields<Type>): Change {
  return { kind: 'record', recordType: type, record: id, fields } as Change;
}

type StepDetails = Partial<Pick<Extract<Change, { kind: 'step' }>, 'instance' | 'amount' | 'note'>>;

/** A step of a record; without a time it is retracted. */
export function step(
  type: RecordType,
  id: string,
  code: StepCode,
  text: string | null,
  details: StepDetails = {},
): Change {
  return { kind: 'step', recordType: type, record: id, code, moment: text === null ? null : moment(text), ...details };
}

/** A link from a record to a shipment. */
export function link(type: RecordType, id: string, shipment: string): Change {
  return { kind: 'link', recordType: type, record: id, shipment };
}

/** Ledgers and rows of the provider `test`, kept in memory instead of the database. */
export class InMemory {
  readonly #context: ProjectionContext;
  readonly #ledgers = new Map<string, string>();
  readonly #writes: Writes = new Map();

  /** `asOf` is the current time, UTC. */
  constructor(asOf = '2026-06-01T00:00:00.000Z') {
    this.#context = { asOf, ...DEFAULT_SETTINGS };
  }

  /** Applies events in one batch; returns the differences, each with the event that caused it. */
  apply(...events: readonly NormalisedEvent[]): CausedDifference[] {
    const caused: CausedDifference[] = [];
    for (const [entity, fromEvents] of byEntity(events)) {
      const ledger = readLedger(this.#ledgers.get(entity.id) ?? '');
      const shown = projectEntity(entity, ledger, this.#context).rows;
      caused.push(...applyToEntity(entity, { ledger, shown, ...this.#context }, fromEvents, this.#writes).caused);
      this.#ledgers.set(entity.id, writeLedger(ledger));
    }
    return caused;
  }

  /** The rows of a table, of all entities. */
  rows<Table extends ProjectedTable>(table: Table): RowOf<Table>[] {
    return [...(this.#writes.get(table)?.upserts.values() ?? [])] as RowOf<Table>[];
  }

  /** The rows of a table that are to be deleted. */
  deleted<Table extends ProjectedTable>(table: Table): RowOf<Table>[] {
    return [...(this.#writes.get(table)?.deletes.values() ?? [])] as RowOf<Table>[];
  }

  /** The only row of a table. */
  row<Table extends ProjectedTable>(table: Table): RowOf<Table> {
    const [row, ...others] = this.rows(table);
    if (!row || others.length > 0) throw new Error(`${table} has ${others.length + (row ? 1 : 0)} rows`);
    return row;
  }
}

function byEntity(events: readonly NormalisedEvent[]): [Entity, CausedStatements[]][] {
  const found = new Map<string, [Entity, CausedStatements[]]>();
  for (const { id, key, reportedAt, learnedAt, provider, changes, supersededBy } of events) {
    const source: Source = { id, key, reportedAt, learnedAt, ...(supersededBy !== undefined && { replaced: true }) };
    for (const change of changes) {
      const { entityType, externalId } = entityOf(change);
      const entity = { id: entityId(entityType, provider, externalId), entityType, provider, externalId };
      const [, fromEvents] = found.get(entity.id) ?? [entity, []];
      found.set(entity.id, [entity, fromEvents]);
      fromEvents.push({ source, statements: statementsOf(change), cause: supersededBy ?? id });
    }
  }
  return [...found.values()];
}
