import Link from 'next/link';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { NOTICE_LABELS } from '#lib/model/notice.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

const number = (value: number) => value.toLocaleString('en-US');

/** What a rule would have sent, with the latest notices. */
export function BacktestResult({ backtest }: { backtest: Backtest }) {
  const { days, recipients, notices, corrections, messages, noticesPerWeek, noticesPerWeekPer100Active, latest } =
    backtest;
  const { changedShipments, sampledShipments } = backtest;
  const perActive = noticesPerWeekPer100Active;
  return (
    <section aria-label="Backtest" className="rounded-md border border-line">
      <p className="max-w-prose px-4 py-3 text-sm">
        Over the last {days} days this rule would have sent{' '}
        <strong>
          {number(notices)} {notices === 1 ? 'notice' : 'notices'}
          {recipients > 1 && ` to ${number(recipients)} recipients`}
        </strong>
        {corrections > 0 && `, ${number(corrections)} of them corrections,`} in {number(messages)}{' '}
        {messages === 1 ? 'message' : 'messages'}: {number(noticesPerWeek)} notices a week{recipients > 1 && ' to each'}
        {perActive !== null && `, ${number(perActive)} for every 100 active shipments`}.
        {sampledShipments < changedShipments &&
          ` Estimated from ${number(sampledShipments)} of ${number(changedShipments)} shipments that changed.`}
      </p>
      {latest.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          <SettingsTable label="Notices of the backtest" heads={['Shipment', 'Notice', 'Time']}>
            {latest.map(({ sentAt, shipmentId, reference, ...notice }, at) => (
              <SettingsRow
                // biome-ignore lint/suspicious/noArrayIndexKey: several notices may be alike
                key={at}
                name={
                  shipmentId === null ? (
                    'No shipment'
                  ) : (
                    <Link href={`/shipments/${shipmentId}`} className="hover:underline">
                      {reference}
                    </Link>
                  )
                }
                cells={[labelOf(notice), <RelativeTime key="time" at={sentAt} suffix=" ago" />]}
              />
            ))}
          </SettingsTable>
        </div>
      )}
      {notices > latest.length && (
        <p className="px-4 py-2 text-xs text-dim">The latest {number(latest.length)} are listed.</p>
      )}
    </section>
  );
}

type Listed = Pick<Backtest['latest'][number], 'milestone' | 'exceptionType' | 'kind'>;

function labelOf({ milestone, exceptionType, kind }: Listed): string {
  if (milestone !== null)
    return kind === 'corrected'
      ? `Correction: not ${NOTICE_LABELS[milestone].toLowerCase()}`
      : NOTICE_LABELS[milestone];
  const label = exceptionType === null ? '' : EXCEPTION_KINDS[exceptionType].label;
  if (kind === 'worsened') return `Worse: ${label}`;
  return kind === 'ended' ? `Ended: ${label}` : label;
}
