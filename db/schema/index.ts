export * from './deliveries.ts';
export * from './facts.ts';
export * from './invoices.ts';
export * from './reconcile.ts';
export * from './records.ts';
export * from './requests.ts';
export * from './shipments.ts';
export * from './users.ts';
