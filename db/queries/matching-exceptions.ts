import { desc } from 'drizzle-orm';
import { MAX_EXCEPTIONS_MATCHING } from '#lib/model/exception-act.ts';
import type { Database } from '../client.ts';
import { exceptionCases } from '../schema/index.ts';
import { EXCEPTIONS, type ExceptionFilter } from './exceptions.ts';
import { resolveParty } from './party-scope.ts';

/** The ids of all exceptions of a filter, the most urgent first; `isCut` if there are more than `MAX_EXCEPTIONS_MATCHING`. */
export async function matchingExceptions(
  db: Database,
  filter: ExceptionFilter,
): Promise<{ ids: string[]; isCut: boolean }> {
  const rows = await db
    .select({ id: exceptionCases.id })
    .from(exceptionCases)
    .where(EXCEPTIONS.where(db, await resolveParty(db, filter)))
    .orderBy(desc(exceptionCases.urgency), desc(exceptionCases.id))
    .limit(MAX_EXCEPTIONS_MATCHING + 1);
  return {
    ids: rows.slice(0, MAX_EXCEPTIONS_MATCHING).map(({ id }) => id),
    isCut: rows.length > MAX_EXCEPTIONS_MATCHING,
  };
}
