import { z } from 'zod';
import { PARTIES, type PartyDetail, type PartyRow } from '#db/queries/parties.ts';
import { parties } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { linkedSchema, place, rowOf } from '#lib/api/rows.ts';

const row = rowOf(parties, { place });

export const partyList = listOperation({
  list: PARTIES,
  id: 'listParties',
  tag: 'Parties',
  summary: 'Companies, contacts and locations by name',
  name: 'Party',
  row,
  show: (party: PartyRow) => party,
});

export const partyOne = oneOperation({
  id: 'getParty',
  path: '/parties/{id}',
  tag: 'Parties',
  summary: 'One party with its latest shipments',
  name: 'PartyDetail',
  row: row.extend({ shipments: z.array(linkedSchema.extend({ roles: z.array(z.string()) })) }),
  show: (party: PartyDetail) => party,
});
