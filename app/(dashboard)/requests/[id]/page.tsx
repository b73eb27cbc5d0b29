import { Send } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { comparedOf } from '#app/requests/amendment-form.ts';
import { foundFor } from '#app/requests/find-choices.ts';
import { maySubmit } from '#app/requests/may-submit.ts';
import { readWords } from '#app/words.ts';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { RecordHead } from '#components/record/record-head.tsx';
import { Section } from '#components/record/section.tsx';
import { Content } from '#components/requests/content.tsx';
import { againPath } from '#components/requests/links.tsx';
import { Review } from '#components/requests/review.tsx';
import { Timeline } from '#components/requests/timeline.tsx';
import { amendedBooking, KINDS, outcomeOf, requestName } from '#components/requests/words.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { database } from '#db/client.ts';
import { stepsOf } from '#db/queries/linked.ts';
import { getRequest, type RequestItem } from '#db/queries/requests.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import type { AmendmentInput } from '#lib/model/amendment-request.ts';
import { useWords } from '#words';
import { providerTitles } from '../../provider-titles.ts';
import { type IdParams, readOne } from '../../records.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t('Request') };
}

export default async function RequestPage({ params }: IdParams) {
  await requireUser();
  const request = await readOne((await params).id, (id) => getRequest(database(), id));
  if (!request) notFound();
  const { id, kind, input, recordId, provider, mark } = request;
  const words = await readWords();
  const { t } = words;
  const { label, tone } = outcomeOf(request);
  const title = providerTitles[provider] ?? provider;
  const steps = recordId && kind !== 'product' ? await stepsOf(database(), recordId) : [];
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh entityIds={recordId ? [id, recordId] : [id]} />
      <RecordHead
        back={{ href: '/requests', label: t('Requests') }}
        icon={Send}
        kind={t('Request')}
        name={
          kind === 'amendment'
            ? t('Amendment of {booking}', { booking: amendedBooking(request) })
            : requestName(request, words)
        }
        mono={false}
        chips={<Chip tone={tone}>{t(label)}</Chip>}
        facts={[
          t(KINDS[kind]),
          t('to {provider}', { provider: title }),
          t('submitted by {name}', { name: request.submittedBy }),
          <RelativeTime key="submitted" at={request.submittedAt} suffix=" ago" />,
          <span key="mark" className="mono">
            {mark}
          </span>,
        ]}
      />
      <Result request={request} again={(await maySubmit(kind, provider)) ? againLabel(request) : null} />
      <Section title={t('Request')}>
        {kind === 'amendment' ? (
          <div className="p-4 lg:px-6">
            <Review changes={comparedOf(input as AmendmentInput, words)} />
          </div>
        ) : (
          <Content kind={kind} input={input} found={await foundFor(pickedIn(request))} />
        )}
      </Section>
      <Section title={t('Timeline')}>
        <Timeline request={request} provider={title} steps={steps} />
      </Section>
    </div>
  );
}

/** What leads to the form filled with the request; null where nobody would submit it again. */
function againLabel({ state, kind }: RequestItem): string | null {
  if (state === 'refused') return 'Correct and submit again';
  return state === 'accepted' && kind === 'booking' ? 'Book the same again' : null;
}

function Result({ request, again }: { request: RequestItem; again: string | null }) {
  const { t } = useWords();
  const { kind, reason, recordId } = request;
  const { description } = outcomeOf(request);
  return (
    <div className="flex flex-wrap items-center gap-3 border-y border-line px-4 py-3 lg:px-6">
      <p role="status">
        {reason ? <span className="font-medium">{reason}. </span> : null}
        <span className="text-dim">{t(description)}</span>{' '}
        {recordId && (
          <Link
            className="underline underline-offset-4"
            href={`/${kind === 'product' ? 'products' : 'bookings'}/${recordId}`}
          >
            {t(kind === 'product' ? 'View product' : 'View booking')}
          </Link>
        )}
      </p>
      {again && (
        <Link
          href={againPath(request)}
          prefetch={false}
          className={buttonClass(request.state === 'refused' ? 'primary' : 'plain', 'h-7 text-xs')}
        >
          {t(again)}
        </Link>
      )}
    </div>
  );
}

/** The texts of a request by field. */
function pickedIn({ kind, provider, input }: RequestItem): Record<string, string> {
  const texts = Object.entries(input).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return { ...Object.fromEntries(texts), kind, provider };
}
