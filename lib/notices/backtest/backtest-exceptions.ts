import type { Transaction } from '#db/client.ts';
import { readRows } from '#db/rows.ts';
import type { Severity } from '#lib/model/exception.ts';
import { judgeExceptions } from '../exceptions/judge-exceptions.ts';
import type { RuleFilter } from '../rule-filter.ts';
import {
  type PastException,
  type PastExceptionNotice,
  simulateExceptions,
  type TestedExceptionRule,
} from './simulate-exceptions.ts';

type Act = PastException['acts'][number];

/** Shipments, invoices and sources that are loaded together. */
const CHUNK = 500;

/** A rule of exceptions, with the targets of its recipients. */
export type TestedExceptions = Omit<TestedExceptionRule, 'filters' | 'target'> &
  RuleFilter & { severity: Severity; targets: readonly string[] };

/** A notice with the position of its recipient. */
export type Sent<Notice> = Notice & { recipient: number };

/** What a rule would have sent of exceptions that opened since an instant: those of `maxEntities` shipments, invoices and sources at most. */
export async function backtestExceptions(
  tx: Transaction,
  { severity, customer, provider, shipmentId, targets, ...rule }: TestedExceptions,
  { since, until, maxEntities }: { since: string; until: string; maxEntities: number },
): Promise<{ sent: Sent<PastExceptionNotice>[]; changed: number; sampled: number }> {
  const found = await tx<{ id: string }[]>`
    select distinct entity_id as id from exception_cases
    where opened_at >= ${since} and (${rule.exceptionTypes === null} or type = any(${[...(rule.exceptionTypes ?? [])]}::text[]))
      and (${shipmentId === null} or shipment_id = ${shipmentId}::uuid)`;
  // Ids are hashes, so the first of them are a random sample.
  const ids = found.map(({ id }) => id).sort();
  const sampled = ids.slice(0, maxEntities);
  const sent: Sent<PastExceptionNotice>[] = [];
  const filters = [{ severity, customer, provider, shipmentId, appliesFrom: since }];
  for (let at = 0; at < sampled.length; at += CHUNK) {
    const exceptions = await loadPast(tx, sampled.slice(at, at + CHUNK), since);
    const groups = Map.groupBy(exceptions, ({ row }) => `${row.entityId} ${row.type}`);
    for (const group of groups.values())
      for (const [recipient, target] of targets.entries())
        for (const notice of simulateExceptions({ ...rule, filters, target }, group, until))
          sent.push({ ...notice, recipient });
  }
  return { sent, changed: ids.length, sampled: sampled.length };
}

async function loadPast(tx: Transaction, entityIds: readonly string[], since: string): Promise<PastException[]> {
  const rows = (await readRows(tx, 'exceptionCases', 'entityId', entityIds)).filter(
    ({ openedAt }) => openedAt >= since,
  );
  const exceptions = await judgeExceptions(tx, rows);
  const acts = await tx<(Omit<Act, 'at'> & { caseId: string; at: Date })[]>`
    select case_id as "caseId", kind, by, content, at from exception_acts
    where case_id = any(${rows.map(({ id }) => id)}::uuid[]) order by id`;
  const byCase = Map.groupBy(acts, ({ caseId }) => caseId);
  return exceptions.map(({ row, shipment, provider, importedAt }) => ({
    ...{ row, shipment, provider, importedAt },
    acts: (byCase.get(row.id) ?? []).map(({ caseId: _, at, ...act }) => ({ ...act, at: at.toISOString() })),
  }));
}
