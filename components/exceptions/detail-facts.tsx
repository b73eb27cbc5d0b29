import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ExceptionItem } from '#db/queries/exceptions.ts';
import { UNASSESSED } from '#lib/model/demurrage.ts';
import { RESOLUTIONS } from '#lib/model/exception-act.ts';
import { Amount } from '../money/amount.tsx';
import { dayText } from '../time/format.ts';
import { MomentTime, OtherClocks } from '../time/moment.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { Hint } from '../ui/hint.tsx';
import { type People, personName } from './act-words.ts';
import { EndTime, SnoozedUntil } from './sentence.tsx';

type Props = { item: ExceptionItem; people: People };

/** Owner, deadline, money at risk, and by when somebody should act on it and end it. */
export function ExceptionFacts({ item, people }: Props) {
  const { details, deadline, resolution, resolvedBy } = item;
  const isOpen = item.state === 'open' || item.state === 'snoozed';
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2.5 border-b border-line px-4 py-3 sm:grid-cols-3 lg:px-6">
      <Fact term="Owner">{item.owner === null ? <None>No owner</None> : personName(people, item.owner)}</Fact>
      <Fact term="Deadline">
        {deadline === null ? <None>None known</None> : <Deadline at={deadline} timeZone={details.timeZone} />}
      </Fact>
      <MoneyAtRisk {...details} />
      <Duplicate invoices={details.invoices} />
      <Fact term="Opened">
        <RelativeTime at={item.openedAt} suffix=" ago" />
      </Fact>
      {isOpen && item.touchedAt === null && (
        <Fact term="First response by">
          <At at={item.touchBy} />
        </Fact>
      )}
      {isOpen && (
        <Fact term="Resolve by">
          <At at={item.resolveBy} />
        </Fact>
      )}
      {item.state === 'snoozed' && (
        <Fact term="Snoozed">
          <SnoozedUntil snoozedUntil={item.snoozedUntil} snoozedFor={item.snoozedFor} />
        </Fact>
      )}
      {resolution && resolvedBy && (
        <Fact term="Resolved">
          {RESOLUTIONS[resolution]}, {personName(people, resolvedBy)}
        </Fact>
      )}
    </dl>
  );
}

function MoneyAtRisk({ amount, demurrage, unassessed }: ExceptionItem['details']) {
  return (
    <>
      {demurrage && (
        <Fact term="Charged so far">
          <Amount amount={demurrage.soFar} currency={demurrage.currency} />
        </Fact>
      )}
      <Fact term="Money at risk">
        {amount ? (
          <Amount {...amount} />
        ) : (
          <None>{unassessed ? `Not known: ${UNASSESSED[unassessed]}` : 'Not known'}</None>
        )}
        {!amount && unassessed === 'no_tariff' && (
          <Link href="/settings/demurrage" className="ml-1.5 text-accent underline underline-offset-4">
            Tariffs
          </Link>
        )}
        {demurrage && ` by ${dayText(demurrage.on)}`}
        {demurrage?.unpricedDays && `, ${demurrage.unpricedDays} d without tariff`}
      </Fact>
    </>
  );
}

function Duplicate({ invoices: [, other] = [] }: Pick<ExceptionItem['details'], 'invoices'>) {
  if (!other) return null;
  return (
    <Fact term="Issued before">
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
