import type { Provider } from '../contract.ts';
import { apiClientFactory } from './api/index.ts';
import { eventMap } from './event-map.ts';
import { normalise } from './normalise.ts';
import { open } from './open.ts';
import { snapshotTypes } from './snapshot.ts';
import { testRequest } from './test-request.ts';
import { precheck, verify } from './verify.ts';

/** The truck broker's TMS. Its webhooks have a shared token, and a batch of events that contain ids only or full objects. */
export const mvmnt: Provider = {
  name: 'mvmnt',
  title: 'MVMNT',
  secretKey: 'MVMNT_WEBHOOK_TOKEN',
  precheck,
  verify,
  open,
  normalise,
  testRequest,
  types: [...eventMap.keys(), ...snapshotTypes],
  api: apiClientFactory,
};
