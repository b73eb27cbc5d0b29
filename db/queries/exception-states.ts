import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { exceptionCases } from '../schema/index.ts';

/** open: somebody has to act; snoozed and resolved: a person said so; ended: the evidence did. */
export const EXCEPTION_STATES = ['open', 'snoozed', 'resolved', 'ended'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

const { closedAt, resolvedAt, snoozedAt } = exceptionCases;
const needsAttention = and(isNull(closedAt), isNull(resolvedAt), isNull(snoozedAt)) as SQL;

/** What needs attention: the one definition, for the inbox, the overview, the list of shipments, the pages of entities and programs. */
export const NEEDS_ATTENTION = needsAttention;

/** The condition of each state. */
export const STATE_CONDITIONS: Record<ExceptionState, SQL | undefined> = {
  open: needsAttention,
  snoozed: and(isNull(closedAt), isNull(resolvedAt), isNotNull(snoozedAt)),
  resolved: and(isNull(closedAt), isNotNull(resolvedAt)),
  ended: isNotNull(closedAt),
};

/** A filter by the owner of an exception. */
export const ownerFilter = z.union([z.literal('nobody'), z.email()]).optional();

/** Whether an exception has an owner, given by an e-mail address, or `nobody`. */
export function isOwnedBy(owner: string | undefined): SQL | undefined {
  if (owner === undefined) return undefined;
  return owner === 'nobody' ? isNull(exceptionCases.owner) : eq(exceptionCases.owner, owner.toLowerCase());
}
