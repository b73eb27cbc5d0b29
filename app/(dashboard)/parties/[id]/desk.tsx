import { readWords } from '#app/words.ts';
import { ExceptionStrip } from '#components/exceptions/exception-strip.tsx';
import { LatestDocuments } from '#components/parties/latest-documents.tsx';
import { Overdue } from '#components/parties/overdue.tsx';
import { PartyFigures } from '#components/parties/party-figures.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { AllLink, Section } from '#components/record/section.tsx';
import { inWords } from '#components/shipments/words.ts';
import { stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { database } from '#db/client.ts';
import type { PartyRow } from '#db/queries/parties.ts';
import { partyDesk } from '#db/queries/party-desk.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { type Counts, countText } from '#lib/model/count.ts';
import type { Words } from '#lib/model/language.ts';
import { PARTY_ROLES, type PartyRole } from '#lib/model/shipment.ts';
import { countsOf } from '../../cached-count.ts';
import { listPeople } from '../../exceptions/people.ts';
import { specOf } from '../../records.ts';

/** The counts that are shown, by the keys of their tabs in the list of shipments. */
const FIGURES = ['active', 'late', 'arriving', 'trouble', 'charges'];

/** The role that an address names; undefined for none, or for a text that is no role. */
export function roleIn(text: string | string[] | undefined): PartyRole | undefined {
  return PARTY_ROLES.find((role) => role === text);
}

/** What is going on with the shipments, invoices and documents of a party, in all roles or in one. */
export async function Desk({ party, role }: { party: PartyRow; role: PartyRole | undefined }) {
  const { id } = party;
  const words = await readWords();
  const { t, list } = words;
  const counts = await countsOf(SHIPMENTS);
  const [roles, figures, desk, people] = await Promise.all([
    counts.facet('role', { party: id }),
    counts.tabs({ party: id, ...(role && { role }) }),
    partyDesk(database(), party, role),
    listPeople(),
  ]);
  const state = { party: id, ...(role && { role }) };
  const { links } = tabsOf(specOf(SHIPMENTS), state, figures, words);
  const listOf = (path: string, filter: object = {}) => path + stateSearch({ party: id, ...filter });
  return (
    <>
      <div className="border-t border-line px-4 lg:px-6">
        <LinkTabs label={t('Roles')} current={role ?? 'all'} tabs={roleLinks(id, roles, words)} />
      </div>
      <PartyFigures figures={FIGURES.flatMap((key) => links.find((link) => link.key === key) ?? [])} />
      <Section
        title={t('Next arrivals')}
        note={<AllLink href={listOf('/shipments', { role, awaited: 'true', sort: 'eta' })}>{t('All awaited')}</AllLink>}
      >
        <LinkedShipments
          shipments={desk.arrivals}
          also={{ label: 'Role', of: ({ roles }) => list(roles.map((role) => t(inWords(role)))) }}
          nothing={t('No arrival is awaited.')}
        />
      </Section>
      <ExceptionStrip exceptions={desk.exceptions} people={people.names} inbox={{ party: id }} />
      <Section title={t('Overdue invoices')} note={<AllLink href={listOf('/invoices')}>{t('All invoices')}</AllLink>}>
        <Overdue party={id} totals={desk.overdue} />
      </Section>
      <Section title={t('Latest documents')} note={<AllLink href={listOf('/documents')}>{t('All documents')}</AllLink>}>
        <LatestDocuments documents={desk.documents} />
      </Section>
    </>
  );
}

function roleLinks(id: string, { total = 0, ...counts }: Counts, words: Words) {
  const found = PARTY_ROLES.filter((role) => (counts[role] ?? 0) > 0);
  const link = (key: string, label: string, count: number, search: object) => ({
    ...{ key, label, count: countText(count, words) },
    href: `/parties/${id}${stateSearch({ ...search })}`,
  });
  return [
    link('all', 'Any role', total, {}),
    ...found.map((role) => link(role, inWords(role), counts[role] ?? 0, { role })),
  ];
}
