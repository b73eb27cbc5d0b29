import type { ProductRecord } from '#lib/emulator/flexport/product.ts';
import type { Freight } from '#lib/emulator/world/freight.ts';
import type { Load } from '#lib/emulator/world/load.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';

export type ProviderName = 'flexport' | 'mvmnt';

/** One body as the provider would send it. */
export type EmittedBody = { body: string; events: number };

/** The entry of an event in the provider's event log. */
export type EventHead = {
  id: number;
  type: string;
  occurredAt: number;
  createdAt: number;
  /** The `_object` of the resource. */
  resource: string;
  /** The shipment whose snapshot it carries. */
  shipment: number | null;
};

/**
 * One step of a lifecycle. `take` must be called in order: it changes the provider's records and returns the webhook
 * body, null if there is no webhook. With `withBody` false no body is written, which saves most of the work.
 */
export type Step = { at: number; take: (withBody: boolean) => EmittedBody | null; head?: EventHead };

/** The broker's record of a company, person or place; `data` is null until it has been entered. */
export type PartyRecord = { group: string; data: Record<string, unknown> | null };

/** The provider's records of a lifecycle after the last step taken. */
export type Records =
  | { kind: 'freight'; freight: Freight }
  | { kind: 'load'; load: Load }
  | { kind: 'product'; product: ProductRecord }
  | { kind: 'party'; party: PartyRecord };

/** A reported fact; `at` is UTC. For each code, leg and container the last one counts. */
export type ReportedMilestone = { code: MilestoneCode; at: string; leg?: string; container?: string };

/** The state of a shipment after all deliveries. */
export type FinalState = {
  provider: ProviderName;
  /** Flexport's integer or MVMNT's UUID, as text. */
  externalId: string;
  /** The reference shown to users: `FLEX-…`, `SHP-…`. */
  name: string;
  /** Whether it is sent in the compact format, without legs and containers. */
  compact: boolean;
  delivered: boolean;
  milestones: ReportedMilestone[];
};

/**
 * A generated lifecycle, run step by step: each step taken is removed from `steps`, so that completed steps take no
 * memory. Call `finalState` before the first step.
 */
export type ShipmentTimeline = {
  provider: ProviderName;
  shipment: string;
  steps: Step[];
  records: Records;
  finalState: () => FinalState;
};
