export * from './deliveries.ts';
export * from './facts.ts';
export * from './shipments.ts';
export * from './users.ts';
