import { and, asc, eq, gte, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  EXCEPTION_GROUPS,
  EXCEPTION_TYPES,
  type ExceptionGroup,
  exceptionKind,
  rankOf,
  SEVERITIES,
  type Severity,
} from '#lib/model/exception.ts';
import { provider, text } from '#lib/model/filter.ts';
import { searchable } from '#lib/model/reference.ts';
import type { Database } from '../client.ts';
import { exceptionAmount } from '../schema/columns.ts';
import { exceptionActs, exceptionCases, shipmentReferences, shipments } from '../schema/index.ts';
import { declareList, rowsOf } from './declared-list.ts';
import { EXCEPTION_STATES, type ExceptionState, isOwnedBy, ownerFilter, STATE_CONDITIONS } from './exception-states.ts';
import { type ExceptionSubject, exceptionSubjects } from './exception-subjects.ts';
import { isOfParty, party } from './party-filters.ts';
import { LAST } from './record-filters.ts';

export type ExceptionCaseRow = typeof exceptionCases.$inferSelect;
export type ExceptionActRow = typeof exceptionActs.$inferSelect;

/** An exception as the inbox shows it: its severity by name, its group, and what it is about. */
export type ExceptionItem = Omit<ExceptionCaseRow, 'severity'> & {
  severity: Severity;
  group: ExceptionGroup;
  state: ExceptionState;
  subject: ExceptionSubject;
};

export const GROUPS = Object.keys(EXCEPTION_GROUPS) as [ExceptionGroup, ...ExceptionGroup[]];

const filter = z.strictObject({
  q: text(200, 'A prefix of any reference of the shipment; case, spaces and punctuation are ignored.'),
  state: z
    .enum([...EXCEPTION_STATES, 'all'])
    .optional()
    .describe('`open` without it: what needs attention. `ended`: the evidence has ended it.'),
  owner: ownerFilter.describe('The e-mail address of the owner, or `nobody`.'),
  group: z.enum(GROUPS).optional().describe('The group of types.'),
  type: z.enum(EXCEPTION_TYPES).optional().describe('The type.'),
  severity: z.enum(SEVERITIES).optional().describe('At least this severe.'),
  shipment: z.uuid().optional().describe('Only exceptions of this shipment and its invoices.'),
  party,
  provider,
});

export type ExceptionFilter = z.output<typeof filter>;

/** Exceptions, the most urgent first. */
export const EXCEPTIONS = declareList({
  path: '/exceptions',
  title: 'Exceptions',
  find: 'Reference',
  filter,
  sorts: {
    urgency: {
      by: exceptionCases.urgency,
      form: 'bigint',
      natural: 'desc',
      key: (row: ExceptionCaseRow) => String(row.urgency),
    },
    deadline: {
      by: exceptionCases.deadline,
      form: 'instant',
      nullable: true,
      natural: 'asc',
      key: (row: ExceptionCaseRow) => row.deadline,
    },
    amount: {
      by: exceptionAmount,
      form: 'number',
      nullable: true,
      natural: 'desc',
      key: (row: ExceptionCaseRow) => row.details.amount?.amount ?? null,
    },
    openedAt: {
      by: exceptionCases.openedAt,
      form: 'instant',
      natural: 'desc',
      key: (row: ExceptionCaseRow) => row.openedAt,
    },
  },
  id: exceptionCases.id,
  from: exceptionCases,
  where: (_db, query): SQL | undefined => {
    const { state = 'open', owner, group, type, severity } = query;
    return and(
      state === 'all' ? undefined : STATE_CONDITIONS[state],
      isOwnedBy(owner),
      group ? inArray(exceptionCases.type, typesOf(group)) : undefined,
      type ? eq(exceptionCases.type, type) : undefined,
      severity ? gte(exceptionCases.severity, rankOf(severity)) : undefined,
      query.shipment ? eq(exceptionCases.shipmentId, query.shipment) : undefined,
      isOfParty(exceptionCases.shipmentId, query),
      query.q ? ofReference(query.q) : undefined,
      query.provider
        ? sql`${exceptionCases.shipmentId} in (select id from ${shipments} where ${shipments.provider} = ${query.provider})`
        : undefined,
    );
  },
  rows: rowsOf(exceptionCases),
  items: (db, rows) => itemsOf(db, rows),
});

/** The types of a group. */
export function typesOf(group: ExceptionGroup) {
  return EXCEPTION_TYPES.filter((type) => exceptionKind(type).group === group);
}

/** Compared by the operators of the index, which has the class `text_pattern_ops`. */
function ofReference(typed: string): SQL | undefined {
  const start = searchable(typed);
  if (start === '') return undefined;
  const { shipmentId, searchable: value } = shipmentReferences;
  return sql`${exceptionCases.shipmentId} in (
    select ${shipmentId} from ${shipmentReferences} where ${value} ~>=~ ${start} and ${value} ~<~ ${start + LAST})`;
}

async function itemsOf(db: Database, rows: readonly ExceptionCaseRow[]): Promise<ExceptionItem[]> {
  const subjects = await exceptionSubjects(db, rows);
  return rows.map((row) => ({
    ...row,
    severity: SEVERITIES[row.severity] ?? 'low',
    group: exceptionKind(row.type).group,
    state: stateOf(row),
    subject: subjects.get(row.id) ?? { kind: row.entityType, title: row.entityId, path: null, shipment: null },
  }));
}

function stateOf(row: ExceptionCaseRow): ExceptionState {
  if (row.closedAt !== null) return 'ended';
  if (row.resolvedAt !== null) return 'resolved';
  return row.snoozedAt === null ? 'open' : 'snoozed';
}

/** One exception with everything that happened to it, oldest first; null if there is none with this id. */
export async function getException(
  db: Database,
  id: string,
): Promise<(ExceptionItem & { acts: ExceptionActRow[] }) | null> {
  const rows = await db.select().from(exceptionCases).where(eq(exceptionCases.id, id));
  const [item] = await itemsOf(db, rows);
  if (!item) return null;
  const acts = await db.select().from(exceptionActs).where(eq(exceptionActs.caseId, id)).orderBy(asc(exceptionActs.id));
  return { ...item, acts };
}

/** The exceptions of a shipment and its invoices that need attention or are snoozed, the most urgent first. */
export function exceptionsOfShipment(db: Database, shipmentId: string): Promise<ExceptionItem[]> {
  return unresolved(db, eq(exceptionCases.shipmentId, shipmentId));
}

/** The same of a record: an invoice, purchase order or booking. */
export function exceptionsOfRecord(db: Database, id: string): Promise<ExceptionItem[]> {
  return unresolved(db, and(ne(exceptionCases.entityType, 'shipment'), eq(exceptionCases.entityId, id)));
}

async function unresolved(db: Database, of: SQL | undefined): Promise<ExceptionItem[]> {
  const rows = await db
    .select()
    .from(exceptionCases)
    .where(and(of, isNull(exceptionCases.closedAt), isNull(exceptionCases.resolvedAt)))
    .orderBy(sql`${exceptionCases.urgency} desc`, asc(exceptionCases.id));
  return itemsOf(db, rows);
}
