'use client';
import { ArrowRight, CircleUser } from 'lucide-react';
import Link from 'next/link';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { exceptionKind } from '#lib/model/exception.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { usePersonal, useShownZone } from '../personal/provider.tsx';
import { cx } from '../ui/cx.ts';
import { rich } from '../words/rich.tsx';
import { type People, personName } from './act-words.ts';
import { ClockText } from './clock-text.tsx';
import { SeverityChip } from './severity-chip.tsx';
import { subjectName } from './subject-name.ts';

type Props = {
  item: ExceptionItem;
  href: string;
  people: People;
  /** Left out on the page of what it is about. */
  subject?: boolean;
};

/** One exception in two lines: what is wrong and its clock; what it is about, its owner and the next action. */
export function ExceptionLine({ item, href, people, subject = true }: Props) {
  const { action } = exceptionKind(item.type);
  const { amount, demurrage } = item.details;
  const shownIn = useShownZone();
  const words = useWords();
  return (
    <>
      <span className="flex items-start gap-2">
        <span className="shrink-0">
          <SeverityChip severity={item.severity} />
        </span>
        <Link
          href={href}
          data-row-link
          prefetch={false}
          scroll={false}
          className="min-w-0 flex-1 rounded-sm font-medium text-ink group-hover:underline group-hover:decoration-line-strong group-hover:underline-offset-4"
        >
          {exceptionSentence(item, shownIn, words)}
        </Link>
        <ClockText item={item} className="h-5 shrink-0" />
      </span>
      <span className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-0.5 text-xs text-dim md:flex-nowrap">
        {subject && <Subject item={item} />}
        {amount && (
          <span title={words.t('Money at risk')} className="whitespace-nowrap">
            {demurrage ? (
              rich(words, '{amount} by {date}', { amount: <Amount {...amount} />, date: words.day(demurrage.on) })
            ) : (
              <Amount {...amount} />
            )}
          </span>
        )}
        <Owner owner={item.owner} people={people} />
        {item.state === 'open' && (
          <span className="inline-flex min-w-0 shrink-[0.2] items-center gap-1">
            <ArrowRight aria-hidden className="size-3 shrink-0 text-faint" />
            <span className="truncate">{words.t(action)}</span>
          </span>
        )}
      </span>
    </>
  );
}

function Subject({ item: { subject } }: { item: ExceptionItem }) {
  const { shipment } = subject;
  const ports = [shipment?.from, shipment?.to].flatMap((place) => place?.unlocode ?? place?.name ?? []);
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="mono max-w-44 shrink-0 truncate text-ink">
        {subjectName(subject, usePersonal().titleType, useWords())}
      </span>
      {ports.length > 0 && <span className="truncate text-faint">{ports.join(' › ')}</span>}
      {shipment?.customer && <span className="shrink-[3] truncate text-faint">{shipment.customer}</span>}
    </span>
  );
}

function Owner({ owner, people }: { owner: string | null; people: People }) {
  const { t } = useWords();
  return (
    <span className={cx('inline-flex items-center gap-1 whitespace-nowrap', owner === null && 'text-faint')}>
      <CircleUser aria-hidden className="size-3 shrink-0" />
      {owner === null ? t('No owner') : personName(people, owner)}
    </span>
  );
}
