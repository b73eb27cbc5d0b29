import { type SQL, sql } from 'drizzle-orm';
import { ENDED_STAGES, type Stage } from '#lib/model/shipment.ts';
import { shipments } from '../schema/index.ts';
import { isOneOf } from './record-filters.ts';

/** A column of the board before its cards are read: the ids of the first ones, in their order. `isMore`: there are more than `count`. */
export type FoundColumn = { stage: Stage; count: number; isMore: boolean; ids: string[] };

/** The cards of a column: more are one link away, in the list. */
export const BOARD_CARDS = 6;

const { id, status, learnedAt, freeUntil, etaAt } = shipments;

const HAS_ENDED = isOneOf(status, ENDED_STAGES);

/** Whether a stage is one after which nothing is awaited. */
export const isEnded = (stage: Stage) => ENDED_STAGES.includes(stage);

/** Cargo that waits at the terminal is sorted by its free time. */
export const isAtTerminal = (stage: Stage) => stage === 'arrived';

/** One order for all stages, that of `board-of-many.ts`, after exceptions: the nearest date, or the latest update where none is awaited. */
export const DATE_ORDER: SQL = sql.join(
  [
    sql`case when ${HAS_ENDED} then ${learnedAt} end desc nulls last`,
    sql`case when ${HAS_ENDED} then ${id} end desc nulls last`,
    sql`case when ${status} = 'arrived' then ${freeUntil} end`,
    sql`${etaAt}`,
    sql`${id}`,
  ],
  sql`, `,
);
