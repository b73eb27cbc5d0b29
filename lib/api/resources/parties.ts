import { z } from 'zod';
import { PARTY_SORTS, type PartyDetail, type PartyRow } from '#db/queries/parties.ts';
import { parties } from '#db/schema/index.ts';
import { listOperation, oneOperation, provider, words } from '#lib/api/operation.ts';
import { linkedSchema, place, rowOf } from '#lib/api/rows.ts';

const row = rowOf(parties, { place });

export const partyList = listOperation({
  id: 'listParties',
  path: '/parties',
  tag: 'Parties',
  summary: 'Companies, contacts and locations by name',
  name: 'Party',
  row,
  sorts: PARTY_SORTS,
  filter: {
    q: words(200, 'The beginning of the name, without regard to case.'),
    type: words(60, 'What it is, as its source calls it.'),
    status: words(60, 'Its status, as its source calls it.'),
    provider,
  },
  show: (party: PartyRow) => party,
});

export const partyOne = oneOperation({
  id: 'getParty',
  path: '/parties/{id}',
  tag: 'Parties',
  summary: 'One party with the newest shipments in which it has a part',
  name: 'PartyDetail',
  row: row.extend({ shipments: z.array(linkedSchema.extend({ roles: z.array(z.string()) })) }),
  show: (party: PartyDetail) => party,
});
