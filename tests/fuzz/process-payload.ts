import { messageOf, TooManyEvents, Unreadable } from '#lib/errors.ts';
import { readReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import { changeSchema } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { type EntityEvents, groupByEntity, type NormalisedEvent } from '#lib/projections/apply.ts';
import type { Writes } from '#lib/projections/differences.ts';
import { readLedger, writeLedger } from '#lib/projections/ledger.ts';
import { applyToEntity, projectEntity } from '#lib/projections/project-entity.ts';
import { SNAPSHOT } from '#lib/providers/api.ts';
import type { OpenedEvent, Outcome, Provider } from '#lib/providers/contract.ts';
import { findProvider } from '#lib/providers/index.ts';
import { DEFAULT_SETTINGS } from '#tests/support/default-settings.ts';
import type { Payload } from './payloads.ts';
import { permittedReason } from './permitted.ts';
import { isInstant, isStorableText, jsonFault, rowFault } from './storable.ts';

/** A fault of the product. Its message is the same for the same fault, whatever the payload. */
export class Fault extends Error {
  override name = 'Fault';
}

/** The outcome of an event, and its reason. */
export type EventOutcome = {
  outcome: 'processed' | 'ignored' | 'unmapped' | 'dead letter' | 'malformed';
  reason: string;
};

/** The normalised events of a payload, and the outcome of each. */
export type ProcessedPayload = { outcomes: EventOutcome[]; events: NormalisedEvent[] };

const LEARNED_AT = '2026-02-20T10:00:30.000Z';
const CONTEXT = { asOf: '2026-03-01T00:00:00.000Z', ...DEFAULT_SETTINGS };
const MAX_EVENTS = 5_000;

type Subject = Pick<Payload, 'provider' | 'source'>;

/**
 * Processes bytes as between the gateway and the database: opens them, normalises each event, derives its rows. Throws
 * `Fault` for any error except a permitted rejection, and for any value that the database cannot store.
 */
export function processPayload({ provider: name, source }: Subject, bytes: Uint8Array): ProcessedPayload {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(`Unknown provider ${name}`);
  const opened = attempt('opening', () => open(provider, source, bytes));
  if ('refused' in opened) return { outcomes: [{ outcome: 'malformed', reason: opened.refused }], events: [] };
  const processed: ProcessedPayload = { outcomes: [], events: [] };
  for (const event of opened.value) processEvent(processed, provider, source, event);
  return processed;
}

function open(provider: Provider, source: Subject['source'], bytes: Uint8Array): readonly OpenedEvent[] {
  return source === 'webhook' ? provider.open(bytes, MAX_EVENTS) : readReconcileEnvelope(bytes).events;
}

/** The result of a function, or the permitted reason of its rejection. */
function attempt<Value>(what: string, act: () => Value): { value: Value } | { refused: string } {
  try {
    return { value: act() };
  } catch (thrown) {
    if (!(thrown instanceof Unreadable || thrown instanceof TooManyEvents)) throw faultOf(what, thrown);
    const refused = permittedReason(thrown.message);
    if (refused === null) throw new Fault(`${what} refuses for a reason that is not permitted: ${thrown.message}`);
    return { refused };
  }
}

/** Faults are distinguished by the first line of the product's code in the stack, which is more precise than the message. */
function faultOf(what: string, thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const place = /\((?:file:\/\/)?[^()]*?((?:lib|db)\/[\w/.-]+\.ts:\d+)/.exec(stack)?.[1] ?? 'somewhere';
  const kind = thrown instanceof Error ? thrown.name : typeof thrown;
  return new Fault(`${what} throws ${kind} at ${place}: ${messageOf(thrown).slice(0, 120)}`, { cause: thrown });
}

function processEvent(
  { outcomes, events }: ProcessedPayload,
  provider: Provider,
  source: Subject['source'],
  event: OpenedEvent,
): void {
  if (source === 'webhook' && event.type.startsWith(SNAPSHOT)) {
    outcomes.push({ outcome: 'unmapped', reason: 'an event that calls itself a snapshot' });
    return;
  }
  const read = attempt('normalising', () => provider.normalise(event));
  if ('refused' in read) {
    outcomes.push({ outcome: 'dead letter', reason: read.refused });
    return;
  }
  const { value: outcome } = read;
  if (outcome.outcome !== 'changes') {
    if (!isStorableText(outcome.reason)) throw new Fault('the reason of an outcome cannot be stored');
    const isUnmapped = outcome.outcome === 'unmapped';
    outcomes.push({
      outcome: isUnmapped ? 'unmapped' : 'ignored',
      reason: isUnmapped ? 'unknown type' : outcome.reason,
    });
    return;
  }
  const normalised = normalisedEvent(provider, event, outcome);
  events.push(normalised);
  attempt('projecting', () => checkRows(normalised));
  outcomes.push({ outcome: 'processed', reason: '' });
}

function normalisedEvent(
  { name }: Provider,
  { key }: OpenedEvent,
  { reportedAt, changes }: Extract<Outcome, { outcome: 'changes' }>,
): NormalisedEvent {
  if (reportedAt !== null && !isInstant(reportedAt)) throw new Fault('the time of a report is not an instant');
  if (changes.length === 0) throw new Fault('a processed event has no changes');
  return {
    id: eventId(name, key),
    key,
    provider: name,
    learnedAt: LEARNED_AT,
    reportedAt: reportedAt ?? LEARNED_AT,
    changes,
  };
}

/** Checks changes against the schemas of the model. It is slow, so it runs for a sample. */
export function checkChanges({ changes }: NormalisedEvent): void {
  for (const change of changes) {
    const parsed = changeSchema.safeParse(change);
    if (parsed.success) continue;
    const [issue] = parsed.error.issues;
    throw new Fault(`a ${change.kind} does not match the model: ${issue?.path.join('.')} ${issue?.message}`);
  }
}

/** Derives the rows of a single event, and checks everything that would be written. */
function checkRows(event: NormalisedEvent): void {
  for (const { events, ...entity } of groupByEntity([event])) {
    if (jsonFault(entity)) throw new Fault(`the name of a ${entity.entityType} cannot be stored`);
    const writes: Writes = new Map();
    const ledger = readLedger('');
    const { dueAt, caused } = applyToEntity(entity, { ledger, shown: {}, ...CONTEXT }, events, writes);
    const kept = writeLedger(ledger);
    if (!isStorableText(kept)) throw new Fault('a ledger cannot be stored');
    if (writeLedger(readLedger(kept)) !== kept) throw new Fault('a ledger changes when it is read and written');
    if (dueAt !== null && !isInstant(dueAt)) throw new Fault('the time at which facts become due is not an instant');
    for (const [table, { upserts }] of writes) {
      for (const row of upserts.values()) {
        const fault = rowFault(table, row);
        if (fault) throw new Fault(fault);
      }
    }
    for (const { part, field, before, after } of caused) {
      const fault = jsonFault({ part, field, before, after });
      if (fault) throw new Fault(`an effect on ${field} ${fault}`);
    }
  }
}

/** The ledgers and rows after applying events one by one in the given order, as text. */
export function projectionAfter(events: readonly NormalisedEvent[]): string {
  const entities = new Map<string, { entity: Omit<EntityEvents, 'events'>; ledger: string }>();
  for (const event of events) {
    for (const { events, ...entity } of groupByEntity([event])) {
      const ledger = readLedger(entities.get(entity.id)?.ledger ?? '');
      const shown = projectEntity(entity, ledger, CONTEXT).rows;
      applyToEntity(entity, { ledger, shown, ...CONTEXT }, events, new Map());
      entities.set(entity.id, { entity, ledger: writeLedger(ledger) });
    }
  }
  const lines = [...entities.values()].map(({ entity, ledger }) => {
    const { rows } = projectEntity(entity, readLedger(ledger), CONTEXT);
    return `${entity.id} ${ledger} ${JSON.stringify(Object.entries(rows).map(([table, of]) => [table, [...of]]))}`;
  });
  return lines.sort().join('\n');
}
