export * from './deliveries.ts';
export * from './facts.ts';
export * from './reconcile.ts';
export * from './records.ts';
export * from './shipments.ts';
export * from './users.ts';
