import type { Provider } from '../contract.ts';
import { apiClientFactory } from './api/index.ts';
import { knownTypes } from './event-map.ts';
import { normalise } from './normalise.ts';
import { open } from './open.ts';
import { snapshotTypes } from './snapshot.ts';
import { testRequest } from './test-request.ts';
import { precheck, verifier } from './verify.ts';

/** The freight forwarder: one signed event for each request, with full snapshots of its objects. */
export const flexport: Provider = {
  name: 'flexport',
  title: 'Flexport',
  secretKey: 'FLEXPORT_WEBHOOK_SECRET',
  precheck,
  verify: verifier(),
  open,
  normalise,
  testRequest,
  types: [...knownTypes, ...snapshotTypes],
  api: apiClientFactory,
};
