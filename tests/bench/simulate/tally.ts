import type { Agenda } from './agenda.ts';
import { openDurations, openLevel } from './measures.ts';

/** Webhooks of one event each that arrived together. `sentAt`: when they were sent first; `attempt` counts from 0. */
export type Grain = { sentAt: number; count: number; attempt: number; isStored: boolean };

export type Tally = ReturnType<typeof openTally>;

/** What happened to all webhooks and events. */
export function openTally(agenda: Agenda) {
  return {
    arrived: 0,
    answered: 0,
    refused: 0,
    duplicates: 0,
    givenUp: 0,
    /** Refused ones that will be sent again. */
    retrying: 0,
    stored: 0,
    processed: 0,
    replayed: 0,
    commits: 0,
    batches: 0,
    /** Stored and not processed. */
    backlog: openLevel(agenda.now),
    /** From the first sending until it is processed. */
    delay: openDurations(),
    /** From the arrival until 200. */
    answer: openDurations(),
  };
}
