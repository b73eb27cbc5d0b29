import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readWords } from '#app/words.ts';
import { WatchButton } from '#components/notices/watch-button.tsx';
import { partyFacts } from '#components/parties/party-facts.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { AllLink, Section } from '#components/record/section.tsx';
import { inWords } from '#components/shipments/words.ts';
import { database } from '#db/client.ts';
import { getParty } from '#db/queries/parties.ts';
import { watchOf } from '#db/queries/watches.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerTitles } from '../../provider-titles.ts';
import { activityOf, type IdPage, type IdParams, readOne } from '../../records.ts';
import { StakeholderSection } from '../../stakeholder-section.tsx';
import { toggleWatch } from '../../watch-actions.ts';
import { Desk, roleIn } from './desk.tsx';

const read = cache((id: string) => readOne(id, (known) => getParty(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const party = await read((await params).id);
  return { title: party ? (party.name ?? party.externalId) : (await readWords()).t('Not found') };
}

export default async function PartyPage({ params, searchParams }: IdPage) {
  const { email } = await requireUser();
  const party = await read((await params).id);
  if (!party) notFound();
  const { role } = await searchParams;
  const watched = await watchOf(database(), email, { scope: 'customer', subjectId: party.id });
  const words = await readWords();
  const { t, list } = words;
  const source = providerTitles[party.provider] ?? party.provider;
  return (
    <RecordDetail
      entityIds={[party.id, ...party.shipments.map(({ id }) => id)]}
      titles={providerTitles}
      activity={await activityOf('/parties', party.id, searchParams)}
      facts={partyFacts(party, words)}
      alerts={<Desk party={party} role={roleIn(role)} />}
      head={
        <RecordHead
          back={{ href: '/parties', label: t('Parties') }}
          icon={Building2}
          kind={t('Party')}
          name={party.name ?? t('Name not stated')}
          mono={false}
          chips={
            party.name !== null && (
              <WatchButton
                followed={{ scope: 'customer', subjectId: party.id }}
                of={t('the shipments of this customer')}
                watch={watched && { ...watched, isMuted: watched.mutedAt !== null }}
                action={toggleWatch}
              />
            )
          }
          facts={[
            party.type && t(inWords(party.type)),
            party.scac && `SCAC ${party.scac}`,
            party.removed && t('Deleted at source'),
            t('via {source}', { source }),
          ]}
        />
      }
    >
      <Section
        title={t('Shipments, latest update first')}
        note={<AllLink href={`/shipments?party=${party.id}&scope=all`}>{t('All shipments')}</AllLink>}
      >
        <LinkedShipments
          shipments={party.shipments}
          also={{ label: 'Role', of: ({ roles }) => list(roles.map((one) => t(inWords(one)))) }}
          nothing={t('Not linked to a shipment.')}
        />
      </Section>
      {party.name !== null && <StakeholderSection of={{ scope: 'customer', subjectId: party.id }} />}
    </RecordDetail>
  );
}
