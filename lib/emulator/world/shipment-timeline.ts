import type { ProductRecord } from '#lib/emulator/flexport/product.ts';
import type { Freight } from '#lib/emulator/world/freight.ts';
import type { Load } from '#lib/emulator/world/load.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';

export type ProviderName = 'flexport' | 'mvmnt';

/** One body as the provider would send it. */
export type EmittedBody = { body: string; events: number };

/** What the provider's event log says of an event. */
export type EventHead = {
  id: number;
  type: string;
  occurredAt: number;
  createdAt: number;
  /** The `_object` that it is about. */
  resource: string;
  /** The shipment whose snapshot it carries. */
  shipment: number | null;
};

/**
 * One step of a life. `take` must be called in order: it moves the provider's own records on and gives the body that
 * tells of it, null when nobody is told. With `tell` false nothing is written, which saves most of the work.
 */
export type Step = { at: number; take: (tell: boolean) => EmittedBody | null; head?: EventHead };

/** What the broker's system holds of a company, person or place; `data` is null until it has been entered. */
export type PartyRecord = { group: string; data: Record<string, unknown> | null };

/** The provider's own records of a life, as they stand after the last step that was taken. */
export type Records =
  | { kind: 'freight'; freight: Freight }
  | { kind: 'load'; load: Load }
  | { kind: 'product'; product: ProductRecord }
  | { kind: 'party'; party: PartyRecord };

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
 * A life thought out, to be lived step by step: whoever takes a step removes it from `steps`, so that what is over takes
 * no memory. Ask for the `truth` before the first step.
 */
export type ShipmentTimeline = {
  provider: ProviderName;
  shipment: string;
  steps: Step[];
  records: Records;
  truth: () => Truth;
};
