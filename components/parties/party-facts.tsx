import type { PartyDetail } from '#db/queries/parties.ts';
import type { Words } from '#lib/model/language.ts';
import type { Fact } from '../record/facts.tsx';
import { partyStatus } from '../sheets/parties.ts';
import { PlaceName } from '../shipments/place-name.tsx';
import { inWords } from '../shipments/words.ts';

export function partyFacts(party: PartyDetail, { t }: Words): Fact[] {
  const status = partyStatus(party);
  const mono = (text: string | null) => text && <span className="mono">{text}</span>;
  return [
    { term: 'Type', field: 'type', value: party.type && t(inWords(party.type)) },
    { term: 'Place', field: 'place', value: party.place && <PlaceName place={party.place} /> },
    { term: 'SCAC', field: 'scac', value: mono(party.scac) },
    { term: 'MC number', field: 'mcNumber', value: mono(party.mcNumber) },
    { term: 'DOT number', field: 'dotNumber', value: mono(party.dotNumber) },
    { term: 'Reference', field: 'reference', value: mono(party.reference) },
    { term: 'Status', field: 'status', value: status && t(status) },
    { term: 'E-mail', field: 'email', value: party.email },
    { term: 'Phone', field: 'phone', value: party.phone },
  ];
}
