export { CALM, type Chaos, type ChaoticDelivery, type Fault, withChaos } from './chaos.ts';
export { type DeliverOptions, type DeliveryCounts, deliverAll, type Secrets } from './deliver.ts';
export type { ProviderName, TrueMilestone, Truth } from './life.ts';
export { type LiveOptions, runLive } from './live.ts';
export type { Faults } from './rest/faults.ts';
export { type Api, type ApiOptions, CREDENTIALS, startApi } from './rest/server.ts';
export { State, type StateOptions } from './rest/state.ts';
export type { Unsaid } from './rest/unsaid.ts';
export { createWorld, type EmulatedDelivery, type World, type WorldOptions } from './world.ts';
