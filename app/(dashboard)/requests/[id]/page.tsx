import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { Section } from '#components/record/section.tsx';
import { KINDS, requestName, STATES } from '#components/requests/words.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { database } from '#db/client.ts';
import { getRequest } from '#db/queries/requests.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { providerTitles } from '../../provider-titles.ts';
import { type IdParams, readOne } from '../../records.ts';

export const metadata: Metadata = { title: 'Request' };

export default async function RequestPage({ params }: IdParams) {
  await requireUser();
  const request = await readOne((await params).id, (id) => getRequest(database(), id));
  if (!request) notFound();
  const { id, kind, input, state, reason, recordId, provider, mark } = request;
  const { label, tone, description } = STATES[state];
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh entityIds={[id]} />
      <RecordHead
        back={{ href: '/requests', label: 'Requests' }}
        icon={Send}
        kind="Request"
        name={requestName(kind, input)}
        mono={false}
        chips={<Chip tone={tone}>{label}</Chip>}
        facts={[
          KINDS[kind],
          `to ${providerTitles[provider] ?? provider}`,
          `submitted by ${request.submittedBy}`,
          <RelativeTime key="submitted" at={request.submittedAt} suffix=" ago" />,
          <span key="mark" className="mono">
            {mark}
          </span>,
        ]}
      />
      <p role="status" className="border-y border-line px-4 py-3 lg:px-6">
        {reason ? <span className="font-medium">{reason}. </span> : null}
        <span className="text-dim">{description}</span>{' '}
        {recordId && (
          <Link
            className="underline underline-offset-4"
            href={`/${kind === 'product' ? 'products' : 'bookings'}/${recordId}`}
          >
            {kind === 'product' ? 'View product' : 'View booking'}
          </Link>
        )}
      </p>
      <Section title="Request">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 py-3 md:grid-cols-4 lg:px-6">
          {Object.entries(input).map(([name, value]) => (
            <div key={name} className="min-w-0">
              <dt className="text-xs text-faint">{name.replace(/([A-Z])/g, ' $1').toLowerCase()}</dt>
              <dd className="break-words">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}
