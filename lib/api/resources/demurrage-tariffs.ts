import { z } from 'zod';
import { DEMURRAGE_TARIFFS, type TariffRow } from '#db/queries/demurrage-tariffs.ts';
import { demurrageTariffs } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { CONTAINER_CLASSES, TARIFF_SIZES } from '#lib/model/container-class.ts';
import { namesOf } from '#lib/model/names-of.ts';
import { CHARGES, DAY_BASES, FREE_FROM } from '#lib/model/tariff.ts';
import { tariffBody, tariffChangesBody, tariffFields } from '#lib/model/tariff-schema.ts';

const wordsOf = (field: keyof typeof tariffFields) => tariffFields[field].description ?? '';

const row = rowOf(demurrageTariffs, {
  carrier: z.string().describe('The name or SCAC of the carrier, in lower case.'),
  charge: z.enum(namesOf(CHARGES)).describe(wordsOf('charge')),
  port: z.string().nullable().describe(wordsOf('port')),
  terminal: z.string().nullable().describe('The terminal, in lower case; null for any.'),
  containerType: z.enum(namesOf(CONTAINER_CLASSES)).nullable().describe(wordsOf('containerType')),
  size: z.enum(namesOf(TARIFF_SIZES)).nullable().describe(wordsOf('size')),
  validFrom: z.iso.date().nullable().describe(wordsOf('validFrom')),
  validUntil: z.iso.date().nullable().describe(wordsOf('validUntil')),
  freeDays: z.int().nullable().describe(wordsOf('freeDays')),
  freeDayBasis: z.enum(namesOf(DAY_BASES)).describe(wordsOf('freeDayBasis')),
  freeFrom: z.enum(namesOf(FREE_FROM)).describe(wordsOf('freeFrom')),
  chargeBasis: z.enum(namesOf(DAY_BASES)).describe(wordsOf('chargeBasis')),
  holidays: z.array(z.iso.date()).describe(wordsOf('holidays')),
  currency: z.string().describe(wordsOf('currency')),
  tiers: z.array(z.strictObject({ from: z.int(), rate: z.string() })).describe(wordsOf('tiers')),
});

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
