import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readWords } from '#app/words.ts';
import { ExceptionStrip } from '#components/exceptions/exception-strip.tsx';
import { InvoiceChecks } from '#components/invoices/checks.tsx';
import { invoiceFacts } from '#components/invoices/invoice-facts.tsx';
import { InvoiceLines } from '#components/invoices/invoice-lines.tsx';
import { Payments } from '#components/invoices/payments.tsx';
import { RecordDetail } from '#components/record/detail.tsx';
import { LinkedShipments } from '#components/record/linked-shipments.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { RecordStatus } from '#components/record/record-status.tsx';
import { Section } from '#components/record/section.tsx';
import { labelOf } from '#components/record/words.ts';
import { database } from '#db/client.ts';
import { exceptionsOfRecord } from '#db/queries/exceptions.ts';
import { getInvoice } from '#db/queries/invoice.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { KIND_LABELS } from '#lib/model/labels.ts';
import { useWords } from '#words';
import { listPeople } from '../../exceptions/people.ts';
import { providerTitles } from '../../provider-titles.ts';
import { activityOf, type IdPage, type IdParams, readOne } from '../../records.ts';

const read = cache((id: string) => readOne(id, (known) => getInvoice(database(), known)));

export async function generateMetadata({ params }: IdParams): Promise<Metadata> {
  await requireUser();
  const invoice = await read((await params).id);
  return { title: invoice ? invoice.number : (await readWords()).t('Not found') };
}

export default async function InvoicePage({ params, searchParams }: IdPage) {
  await requireUser();
  const invoice = await read((await params).id);
  if (!invoice) notFound();
  const words = await readWords();
  const { t } = words;
  const kind = t(labelOf(KIND_LABELS, invoice.kind));
  const source = providerTitles[invoice.provider] ?? invoice.provider;
  const [exceptions, people] = await Promise.all([exceptionsOfRecord(database(), invoice.id), listPeople()]);
  return (
    <RecordDetail
      entityIds={[invoice.id, ...invoice.shipments.map(({ id }) => id)]}
      titles={providerTitles}
      activity={await activityOf('/invoices', invoice.id, searchParams)}
      facts={invoiceFacts(invoice, words)}
      steps={invoice.steps}
      alerts={
        <>
          <ExceptionStrip exceptions={exceptions} people={people.names} />
          <InvoiceChecks invoice={invoice} raised={exceptions.map(({ type }) => type)} />
        </>
      }
      head={
        <RecordHead
          back={{ href: '/invoices', label: t('Invoices') }}
          icon={ReceiptText}
          kind={kind}
          name={invoice.number}
          chips={<RecordStatus status={invoice.status} removed={invoice.removed} />}
          facts={[
            kind,
            invoice.issuer,
            invoice.recipient && t('to {recipient}', { recipient: invoice.recipient }),
            t('via {source}', { source }),
          ]}
        />
      }
    >
      <Section title={t('Lines')} count={invoice.lines.length}>
        <InvoiceLines invoice={invoice} />
      </Section>
      <Section title={t('Payments and credits')}>
        <Payments invoice={invoice} />
      </Section>
      <Section title={t('Shipments')} count={invoice.shipments.length}>
        <LinkedShipments
          shipments={invoice.shipments}
          also={{ label: 'Timeline', of: ({ id }) => <TimelineLink shipment={id} /> }}
          nothing={t('Not linked to a shipment.')}
        />
      </Section>
    </RecordDetail>
  );
}

function TimelineLink({ shipment }: { shipment: string }) {
  const { t } = useWords();
  return (
    <Link
      href={`/shipments/${shipment}`}
      prefetch={false}
      data-screen-only
      className="text-accent underline-offset-4 hover:underline"
    >
      {t('View timeline')}
    </Link>
  );
}
