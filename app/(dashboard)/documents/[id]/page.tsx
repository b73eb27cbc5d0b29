import { FileText } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readWords } from '#app/words.ts';
import { documentFacts } from '#components/documents/document-facts.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { RecordStatus } from '#components/record/record-status.tsx';
import { Section } from '#components/record/section.tsx';
import { documentType, sizeText } from '#components/record/words.ts';
import { database } from '#db/client.ts';
import { getDocument } from '#db/queries/documents.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerTitles } from '../../provider-titles.ts';
import { activityOf, type IdPage, type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getDocument(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const document = await read((await params).id);
  return { title: (await readWords()).t(document ? documentType(document.type) : 'Not found') };
}

export default async function DocumentPage({ params, searchParams }: IdPage) {
  await requireUser();
  const document = await read((await params).id);
  if (!document) notFound();
  const words = await readWords();
  const { t } = words;
  const type = t(documentType(document.type));
  const source = providerTitles[document.provider] ?? document.provider;
  return (
    <RecordDetail
      entityIds={[document.id, ...document.shipments.map(({ id }) => id)]}
      titles={providerTitles}
      activity={await activityOf('/documents', document.id, searchParams)}
      facts={documentFacts(document, words)}
      steps={document.steps}
      head={
        <RecordHead
          back={{ href: '/documents', label: t('Documents') }}
          icon={FileText}
          kind={type}
          name={document.fileName ?? document.number}
          mono={false}
          chips={<RecordStatus status={document.status} removed={document.removed} />}
          facts={[type, document.size !== null && sizeText(document.size, words), t('via {source}', { source })]}
        />
      }
    >
      <Section title={t('Shipments')} count={document.shipments.length}>
        <LinkedShipments shipments={document.shipments} nothing={t('Not linked to a shipment.')} />
      </Section>
    </RecordDetail>
  );
}
