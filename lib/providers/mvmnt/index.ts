import type { Provider } from '../contract.ts';
import { apiClientFactory } from './api/index.ts';
import { eventMap } from './event-map.ts';
import { normalise } from './normalise.ts';
import { open } from './open.ts';
import { snapshotTypes } from './snapshot.ts';
import { precheck, verify } from './verify.ts';

/** The truck broker's TMS: its webhooks carry a shared token and a batch of thin or full events. */
export const mvmnt: Provider = {
  name: 'mvmnt',
  title: 'MVMNT',
  secretKey: 'MVMNT_WEBHOOK_TOKEN',
  precheck,
  verify,
  open,
  normalise,
  types: [...eventMap.keys(), ...snapshotTypes],
  api: apiClientFactory,
};
