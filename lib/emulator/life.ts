import type { MilestoneCode } from '#lib/model/milestone.ts';

export type ProviderName = 'flexport' | 'mvmnt';

/** One body that the provider will send. `write` must be called in order: it moves the provider's own records on. */
export type Sending = { at: number; write: () => { body: string; events: number } };

/** Something that really happened and was reported; `at` is UTC. The last of a code, leg and container counts. */
export type TrueMilestone = { code: MilestoneCode; at: string; leg?: string; container?: string };

/** How a shipment's life came out once every delivery has been sent. */
export type Truth = {
  provider: ProviderName;
  /** Flexport's integer or MVMNT's UUID, as text. */
  externalId: string;
  /** The name that people use: `FLEX-…`, `SHP-…`. */
  name: string;
  /** The simple form of the brief, without legs and containers. */
  brief: boolean;
  delivered: boolean;
  milestones: TrueMilestone[];
};

/**
 * A life thought out, to be sent step by step: whoever sends takes the first of `sendings` away, so that what is over
 * takes no memory. Ask for the `truth` before sending.
 */
export type Life = { provider: ProviderName; shipment: string; sendings: Sending[]; truth: () => Truth };
