import type { Transaction } from '#db/client.ts';
import { dropRows, putRows } from '#db/rows.ts';
import type { Change } from '#lib/model/change.ts';
import { subjectId } from '#lib/model/identity.ts';
import { collectWrites, differences, type Writes } from './differences.ts';
import { type Json, join, type Ledger, type Source, type Statement } from './ledger.ts';
import { readLedger, writeLedger } from './ledger-text.ts';
import { viewParty } from './party.ts';
import { type Identity, viewShipment } from './shipment.ts';
import { statementsOf, subjectOf } from './statements.ts';
import type { View } from './view.ts';

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

type Noun = 'shipment' | 'party';
type Subject = Identity & { noun: Noun; said: { source: Said; statements: Statement[] }[] };

const views: Record<Noun, (identity: Identity, ledger: Ledger) => View> = { shipment: viewShipment, party: viewParty };

/**
 * Applies what many events say, in the caller's transaction: loads the ledger of every subject they touch once and locks
 * it, joins the events, computes what is shown before and after each, and writes back what differs once.
 *
 * Subjects are locked in the order of their ids, so that workers wait for one another and never deadlock.
 */
export async function applyChanges(tx: Transaction, said: readonly Said[]): Promise<Effect[]> {
  const subjects = bySubject(said);
  const ledgers = await loadLedgers(tx, subjects);
  const writes: Writes = {};
  const effects: Effect[] = [];
  const changed: { id: string; noun: string; provider: string; externalId: string; ledger: string }[] = [];
  for (const subject of subjects) {
    const before = ledgers.get(subject.id) ?? '';
    const after = writeLedger(foldSubject(subject, readLedger(before), writes, effects));
    const { id, noun, provider, externalId } = subject;
    if (after !== before) changed.push({ id, noun, provider, externalId, ledger: after });
  }
  await Promise.all([
    putRows(tx, 'facts', changed),
    ...Object.entries(writes).flatMap(([table, { put, drop }]) => [
      putRows(tx, table, put.values()),
      dropRows(tx, table, drop.values()),
    ]),
    recordEffects(tx, effects),
  ]);
  return effects;
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
function foldSubject(subject: Subject, before: Ledger, writes: Writes, effects: Effect[]): Ledger {
  const view = views[subject.noun];
  let ledger = before;
  let shown: View = Object.keys(before).length > 0 ? view(subject, before) : {};
  for (const { source, statements } of subject.said) {
    ledger = join(ledger, source, statements);
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
