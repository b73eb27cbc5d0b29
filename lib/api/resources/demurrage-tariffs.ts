import { z } from 'zod';
import { DEMURRAGE_TARIFFS, type TariffRow } from '#db/queries/demurrage-tariffs.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { tariffBody, tariffChangesBody, tariffFields } from '#lib/model/tariff-schema.ts';

const row = z.strictObject({ id: z.uuid(), ...tariffFields });

const common = { tag: 'Settings', name: 'DemurrageTariff', row };
const none = z.strictObject({});
const show = (tariff: TariffRow) => tariff;

export const tariffList = listOperation({
  ...common,
  list: DEMURRAGE_TARIFFS,
  id: 'listDemurrageTariffs',
  summary: 'Tariffs of demurrage and detention, by carrier',
  show,
});

export const tariffOne = oneOperation({
  ...common,
  id: 'getDemurrageTariff',
  path: '/demurrage-tariffs/{id}',
  summary: 'One tariff',
  show,
});

export const tariffSet = {
  ...common,
  kind: 'creation',
  id: 'setDemurrageTariff',
  path: '/demurrage-tariffs',
  summary: 'Sets a tariff, in place of one for the same containers from the same day on. For admins',
  created: 'Set. The amounts of open exceptions follow within seconds.',
  query: none,
  body: tariffBody,
  show,
} as const;

export const tariffChange = {
  ...common,
  kind: 'change',
  id: 'changeDemurrageTariff',
  path: '/demurrage-tariffs/{id}',
  summary: 'Changes the named fields of a tariff. For admins',
  query: none,
  body: tariffChangesBody,
  show,
} as const;

export const tariffRemove = {
  kind: 'action',
  method: 'delete',
  id: 'removeDemurrageTariff',
  path: '/demurrage-tariffs/{id}',
  tag: common.tag,
  summary: 'Removes a tariff: exceptions show no amount by it any more. For admins',
  name: 'RemovedDemurrageTariff',
  row: z.strictObject({ id: z.uuid().describe('The id of the tariff.') }),
  query: none,
} as const;
