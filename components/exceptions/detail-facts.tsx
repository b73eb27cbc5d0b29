import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { UNASSESSED } from '#lib/model/demurrage.ts';
import { RESOLUTIONS } from '#lib/model/exception-act.ts';
import { useWords } from '#words';
import { Amount } from '../money/amount.tsx';
import { MomentTime, OtherClocks } from '../time/moment.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { Hint } from '../ui/hint.tsx';
import { rich } from '../words/rich.tsx';
import { type People, personName } from './act-words.ts';
import { EndTime, SnoozedUntil } from './sentence.tsx';

type Props = { item: ExceptionItem; people: People };

/** Owner, deadline, money at risk, and by when somebody should act on it and end it. */
export function ExceptionFacts({ item, people }: Props) {
  const { t } = useWords();
  const { details, deadline, resolution, resolvedBy } = item;
  const isOpen = item.state === 'open' || item.state === 'snoozed';
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 border-b border-line px-4 py-3 sm:grid-cols-3 lg:px-6">
      <Fact term={t('Owner')}>
        {item.owner === null ? <None>{t('No owner')}</None> : personName(people, item.owner)}
      </Fact>
      <Fact term={t('Deadline')}>
        {deadline === null ? <None>{t('None known')}</None> : <Deadline at={deadline} timeZone={details.timeZone} />}
      </Fact>
      <MoneyAtRisk {...details} />
      <Duplicate invoices={details.invoices} />
      <Fact term={t('Opened')}>
        <RelativeTime at={item.openedAt} suffix=" ago" />
      </Fact>
      {isOpen && item.touchedAt === null && (
        <Fact term={t('First response by')}>
          <At at={item.touchBy} />
        </Fact>
      )}
      {isOpen && (
        <Fact term={t('Resolve by')}>
          <At at={item.resolveBy} />
        </Fact>
      )}
      {item.state === 'snoozed' && (
        <Fact term={t('Snoozed')}>
          <SnoozedUntil snoozedUntil={item.snoozedUntil} snoozedFor={item.snoozedFor} />
        </Fact>
      )}
      {resolution && resolvedBy && (
        <Fact term={t('Resolved')}>
          {t('{what}, {person}', { what: t(RESOLUTIONS[resolution]), person: personName(people, resolvedBy) })}
        </Fact>
      )}
    </dl>
  );
}

function MoneyAtRisk({ amount, demurrage, unassessed }: ExceptionItem['details']) {
  const words = useWords();
  const { t, day } = words;
  const why = unassessed && t('Not known: {reason}', { reason: t(UNASSESSED[unassessed]) });
  const money = amount ? <Amount {...amount} /> : <None>{why ?? t('Not known')}</None>;
  return (
    <>
      {demurrage && (
        <Fact term={t('Charged so far')}>
          <Amount amount={demurrage.soFar} currency={demurrage.currency} />
        </Fact>
      )}
      <Fact term={t('Money at risk')}>
        {demurrage
          ? rich(words, demurrage.unpricedDays ? '{amount} by {date}, {n} d without tariff' : '{amount} by {date}', {
              ...{ amount: money, date: day(demurrage.on), n: demurrage.unpricedDays },
            })
          : money}
        {!amount && unassessed === 'no_tariff' && (
          <Link href="/settings/demurrage" className="ml-1.5 text-accent underline underline-offset-4">
            {t('Tariffs')}
          </Link>
        )}
      </Fact>
    </>
  );
}

function Duplicate({ invoices: [, other] = [] }: Pick<ExceptionItem['details'], 'invoices'>) {
  const { t } = useWords();
  if (!other) return null;
  return (
    <Fact term={t('Issued before')}>
      <Link href={`/invoices/${other.id}`} className="mono text-accent underline underline-offset-4">
        {other.number}
      </Link>
    </Fact>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-faint">{children}</span>;
}

/** As in the sentence above it: the end of a day is its last minute. */
function Deadline({ at, timeZone }: { at: string; timeZone: string | undefined }) {
  if (timeZone === undefined) return <At at={at} />;
  return (
    <Hint content={<OtherClocks at={at} />}>
      <EndTime at={at} timeZone={timeZone} />
    </Hint>
  );
}

function At({ at }: { at: string }) {
  return <MomentTime moment={{ at, text: at, offset: 'Z', precision: 'time' }} />;
}
