import { desc, inArray } from 'drizzle-orm';
import { MAX_EXCEPTIONS_MATCHING } from '#lib/model/exception-act.ts';
import type { Database } from '../client.ts';
import { exceptionCases } from '../schema/index.ts';
import { EXCEPTIONS, type ExceptionFilter } from './exceptions.ts';

/** The ids of all exceptions of a filter, the most urgent first; `isCut` if there are more than `MAX_EXCEPTIONS_MATCHING`. */
export async function matchingExceptions(
  db: Database,
  filter: ExceptionFilter,
): Promise<{ ids: string[]; isCut: boolean }> {
  const rows = await db
    .select({ id: exceptionCases.id })
    .from(exceptionCases)
    .where(EXCEPTIONS.where(db, filter))
    .orderBy(desc(exceptionCases.urgency), desc(exceptionCases.id))
    .limit(MAX_EXCEPTIONS_MATCHING + 1);
  return {
    ids: rows.slice(0, MAX_EXCEPTIONS_MATCHING).map(({ id }) => id),
    isCut: rows.length > MAX_EXCEPTIONS_MATCHING,
  };
}

/** What people's commands change of exceptions, as it is now. */
export function exceptionStates(db: Database, ids: readonly string[]) {
  const { id, owner, snoozedUntil, snoozedFor, resolvedAt, resolution } = exceptionCases;
  return db
    .select({ id, owner, snoozedUntil, snoozedFor, resolvedAt, resolution })
    .from(exceptionCases)
    .where(inArray(id, [...ids]));
}
