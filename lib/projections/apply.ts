import type { Transaction } from '#db/client.ts';
import { dropRows, putRows } from '#db/rows.ts';
import type { Change } from '#lib/model/change.ts';
import { type SubjectNoun, subjectId } from '#lib/model/identity.ts';
import { viewBooking } from './booking.ts';
import { collectWrites, differences, type Writes } from './differences.ts';
import { viewDocument } from './document.ts';
import { viewInvoice } from './invoice.ts';
import { type Json, join, type Ledger, readLedger, type Source, type Statement, writeLedger } from './ledger.ts';
import { viewProduct, viewPurchaseOrder } from './order.ts';
import { viewParty } from './party.ts';
import { viewShipment } from './shipment.ts';
import { statementsOf, subjectOf } from './statements.ts';
import type { Identity, View } from './view.ts';

/** What an event says, ready to be applied. */
export type Said = Source & { provider: string; changes: readonly Change[] };

/** What became different and through which event. */
export type Effect = {
  eventId: string;
  noun: string;
  subjectId: string;
  what: string;
  before: Json;
  after: Json;
};

type Subject = Identity & { noun: SubjectNoun; said: { source: Said; statements: Statement[] }[] };

const views: Record<SubjectNoun, (identity: Identity, ledger: Ledger) => View> = {
  shipment: viewShipment,
  party: viewParty,
  booking: viewBooking,
  purchase_order: viewPurchaseOrder,
  product: viewProduct,
  invoice: viewInvoice,
  document: viewDocument,
};

/** Subjects that are loaded, joined and written together. */
const CHUNK = 500;

/**
 * Applies what many events say, in the caller's transaction: loads the ledger of every subject they touch once and locks
 * it, joins the events, computes what is shown before and after each, and writes back what differs once.
 *
 * It goes chunk by chunk and waits for no write: while the database stores one chunk, the next is computed. Subjects are
 * locked in the order of their ids, so that workers wait for one another and never deadlock.
 */
export async function applyChanges(tx: Transaction, said: readonly Said[]): Promise<Effect[]> {
  const subjects = bySubject(said);
  const effects: Effect[] = [];
  const writing: Promise<unknown>[] = [];
  let loading = loadLedgers(tx, subjects.slice(0, CHUNK));
  for (let at = 0; at < subjects.length; at += CHUNK) {
    const ledgers = await loading;
    const next = subjects.slice(at + CHUNK, at + 2 * CHUNK);
    if (next.length > 0) loading = quietly(loadLedgers(tx, next));
    const changed = joinChunk(subjects.slice(at, at + CHUNK), ledgers);
    writing.push(...writeChunk(tx, changed).map(quietly));
    effects.push(...changed.effects);
  }
  await Promise.all(writing);
  return effects;
}

/** A failure is met where the promise is waited for, however much later that is. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

type FactRow = { id: string; noun: string; provider: string; externalId: string; ledger: string };
type Changed = { facts: FactRow[]; writes: Writes; effects: Effect[] };

function joinChunk(subjects: readonly Subject[], ledgers: ReadonlyMap<string, string>): Changed {
  const changed: Changed = { facts: [], writes: {}, effects: [] };
  for (const subject of subjects) {
    const before = ledgers.get(subject.id) ?? '';
    const ledger = writeLedger(foldSubject(subject, readLedger(before), changed.writes, changed.effects));
    const { id, noun, provider, externalId } = subject;
    if (ledger !== before) changed.facts.push({ id, noun, provider, externalId, ledger });
  }
  return changed;
}

function writeChunk(tx: Transaction, { facts, writes, effects }: Changed): Promise<unknown>[] {
  return [
    putRows(tx, 'facts', facts),
    ...Object.entries(writes).flatMap(([table, { put, drop }]) => [
      putRows(tx, table, put.values()),
      dropRows(tx, table, drop.values()),
    ]),
    recordEffects(tx, effects),
  ];
}

function bySubject(said: readonly Said[]): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const source of said) {
    for (const change of source.changes) {
      const { noun, externalId } = subjectOf(change);
      const id = subjectId(noun, source.provider, externalId);
      const subject = subjects.get(id) ?? { id, noun, provider: source.provider, externalId, said: [] };
      subjects.set(id, subject);
      const last = subject.said.at(-1);
      const into = last?.source === source ? last : { source, statements: [] };
      if (into !== last) subject.said.push(into);
      into.statements.push(...statementsOf(change));
    }
  }
  return [...subjects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Joins the events one after the other, so that each difference is the doing of exactly one of them. */
function foldSubject(subject: Subject, ledger: Ledger, writes: Writes, effects: Effect[]): Ledger {
  const view = views[subject.noun];
  let shown: View = ledger.events.length > 0 ? view(subject, ledger) : {};
  for (const { source, statements } of subject.said) {
    join(ledger, source, statements);
    const next = view(subject, ledger);
    collectWrites(shown, next, writes);
    for (const difference of differences(shown, next)) {
      effects.push({ eventId: source.id, noun: subject.noun, subjectId: subject.id, ...difference });
    }
    shown = next;
  }
  return ledger;
}

async function loadLedgers(tx: Transaction, subjects: readonly Subject[]): Promise<Map<string, string>> {
  if (subjects.length === 0) return new Map();
  const given = JSON.stringify(
    subjects.map(({ id, noun, provider, externalId }) => ({ id, noun, provider, externalId })),
  );
  await tx`
    insert into facts (id, noun, provider, external_id, ledger)
    select id, noun, provider, "externalId", '' from json_to_recordset(${given}::text::json)
      as given(id uuid, noun text, provider text, "externalId" text)
    order by id
    on conflict (id) do nothing`;
  const ids = subjects.map(({ id }) => id);
  const rows = await tx<{ id: string; ledger: string }[]>`
    select id, ledger from facts where id = any(${ids}::uuid[]) order by id for update`;
  return new Map(rows.map(({ id, ledger }) => [id, ledger]));
}

async function recordEffects(tx: Transaction, effects: readonly Effect[]): Promise<void> {
  if (effects.length === 0) return;
  await tx`
    insert into effects (event_id, noun, subject_id, what, before, after, recorded_at)
    select "eventId", noun, "subjectId", what, before, after, now() from json_to_recordset(${JSON.stringify(effects)}::text::json)
      as given("eventId" uuid, noun text, "subjectId" uuid, what text, before json, after json)`;
}
