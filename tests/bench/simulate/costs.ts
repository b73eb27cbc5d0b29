/** CPU seconds of a group of `n` things: `each * n + group`. */
export type Cost = { each: number; group: number };

/** What one event costs, in CPU seconds, bytes and rows. A group is the deliveries of one commit, or the events of one batch. */
export type EventCosts = {
  /** Bytes of a webhook with one event. */
  body: number;
  gateway: Cost;
  /** What PostgreSQL uses to store deliveries. */
  storing: Cost;
  worker: Cost;
  /** What PostgreSQL uses for the transactions of the worker. */
  applying: Cost;
  /** Bytes of write-ahead log, stored and applied in groups. */
  wal: { storing: number; applying: number };
  /** Bytes of the tables to which each event adds, and of their indexes. */
  stored: number;
  /** Rows inserted, updated and deleted. */
  rows: number;
};

const mixCost = (one: Cost, other: Cost, share: number): Cost => ({
  each: one.each + (other.each - one.each) * share,
  group: one.group + (other.group - one.group) * share,
});

/** The mean of two forms of events; `share` is that of the second, 0 to 1. */
export function mix(one: EventCosts, other: EventCosts, share: number): EventCosts {
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    body: between(one.body, other.body),
    gateway: mixCost(one.gateway, other.gateway, share),
    storing: mixCost(one.storing, other.storing, share),
    worker: mixCost(one.worker, other.worker, share),
    applying: mixCost(one.applying, other.applying, share),
    wal: {
      storing: between(one.wal.storing, other.wal.storing),
      applying: between(one.wal.applying, other.wal.applying),
    },
    stored: between(one.stored, other.stored),
    rows: between(one.rows, other.rows),
  };
}

/** The same events on cores that need `factor` times the CPU time. */
export function scaleCosts(costs: EventCosts, factor: number): EventCosts {
  const scale = ({ each, group }: Cost): Cost => ({ each: each * factor, group: group * factor });
  return {
    ...costs,
    gateway: scale(costs.gateway),
    storing: scale(costs.storing),
    worker: scale(costs.worker),
    applying: scale(costs.applying),
  };
}
