import { ArrowRight, ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { Evidence } from '#db/queries/evidence.ts';
import type { ExceptionActRow, ExceptionItem } from '#db/queries/exceptions.ts';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { EXCEPTION_GROUPS, exceptionKind } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import type { Stated } from '#lib/words/exception-sentence.ts';
import { useWords } from '#words';
import { Nothing, Section } from '../record/section.tsx';
import { Why } from '../shipment/why.tsx';
import { rich } from '../words/rich.tsx';
import type { People } from './act-words.ts';
import { ClockText } from './clock-text.tsx';
import { DetailActions } from './detail-actions.tsx';
import { ExceptionFacts } from './detail-facts.tsx';
import { Discussion } from './discussion.tsx';
import { Sentence } from './sentence.tsx';
import { SeverityChip } from './severity-chip.tsx';
import { StateChip } from './state-chip.tsx';
import { SubjectSection } from './subject.tsx';

export type Detail = ExceptionItem & { acts: ExceptionActRow[] };

type Props = {
  item: Detail;
  evidence: Evidence | null;
  timeline: readonly TimelineEntry[];
  people: People;
  titles: Readonly<Record<string, string>>;
  /** The list without this detail. */
  back: string;
};

/** One exception: what is wrong and why, what it is about, and what people and evidence did. */
export function ExceptionDetail({ item, evidence, timeline, people, titles, back }: Props) {
  const { t, inside } = useWords();
  const { label, action, usualOwner } = exceptionKind(item.type);
  const source = evidence ? (titles[evidence.provider] ?? evidence.provider) : undefined;
  return (
    <article aria-labelledby="exception-title">
      <header className="border-b border-line px-4 py-3 lg:px-6">
        <Link
          href={back}
          prefetch={false}
          scroll={false}
          data-screen-only
          className="-ml-1 mb-1 inline-flex h-6 items-center gap-0.5 rounded pr-1.5 text-xs text-dim hover:text-ink lg:hidden"
        >
          <ChevronLeft aria-hidden className="size-3.5" />
          {t('Exceptions')}
        </Link>
        <p className="flex flex-wrap items-center gap-2 text-xs text-dim">
          <SeverityChip severity={item.severity} />
          <StateChip state={item.state} />
          <span>
            {t(EXCEPTION_GROUPS[item.group])} · {t(label)}
          </span>
          {item.generation > 1 && <span>{openAgain(item.generation, t)}</span>}
          <ClockText item={item} className="ml-auto" />
        </p>
        <h2 id="exception-title" className="mt-1.5 text-lg font-semibold">
          <Sentence {...statedOf(item)} />
        </h2>
        {(item.state === 'open' || item.state === 'snoozed') && (
          <p className="mt-1 flex flex-wrap items-center gap-x-1.5 text-dim">
            <ArrowRight aria-hidden className="size-3.5 text-faint" />
            {t(action)}
            <span className="text-xs text-faint">{t('usually {who}', { who: inside(t(usualOwner)) })}</span>
          </p>
        )}
        <DetailActions item={item} />
      </header>
      <ExceptionFacts item={item} people={people} />
      <Section title={t('Evidence')}>
        <EvidenceText item={item} evidence={evidence} source={source} label={label} />
      </Section>
      <SubjectSection item={item} timeline={timeline} titles={titles} />
      <Discussion key={item.id} id={item.id} acts={item.acts} names={people} />
    </article>
  );
}

type EvidenceProps = { item: Detail; evidence: Evidence | null; source: string | undefined; label: string };

function EvidenceText({ item, evidence, source, label }: EvidenceProps) {
  const words = useWords();
  const { t } = words;
  if (!evidence) return <Nothing>{t('The event behind it is not stored any more.')}</Nothing>;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-xs lg:px-6">
      <span>
        {rich(words, '{source} reported {event}', {
          ...{ source, event: <span className="mono">{evidence.type}</span> },
        })}
      </span>
      <span data-screen-only className="flex flex-wrap gap-x-3 gap-y-1">
        <Why
          className="h-6 font-medium underline"
          reason={{
            title: t(label),
            note: <Sentence {...statedOf(item)} />,
            source,
            type: evidence.type,
            reportedAt: evidence.reportedAt,
            learnedAt: evidence.learnedAt,
            eventId: item.eventId,
          }}
        >
          {t('Why?')}
        </Why>
        <Link
          href={`/deliveries/by-event/${item.eventId}`}
          prefetch={false}
          className="inline-flex h-6 items-center text-accent underline-offset-4 hover:underline"
        >
          {t('View raw payload')}
        </Link>
      </span>
    </p>
  );
}

/** What the sentence is made of, and nothing else, because it is sent to the browser. */
function statedOf({ type, details, deadline }: Detail): Stated {
  return { type, details, deadline };
}

const AGAIN: Readonly<Record<number, string>> = {
  2: 'open for the second time',
  3: 'open for the third time',
  4: 'open for the fourth time',
  5: 'open for the fifth time',
};

function openAgain(count: number, t: Words['t']): string {
  return t(AGAIN[count] ?? 'open for the {n}th time', { n: count });
}
