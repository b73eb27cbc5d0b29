import Link from 'next/link';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { NOTICE_LABELS } from '#lib/model/notice.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { rich } from '../words/rich.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

/** What a rule would have sent, with the latest notices. */
export function BacktestResult({ backtest }: { backtest: Backtest }) {
  const words = useWords();
  const { t } = words;
  const { notices, latest, changedShipments, sampledShipments } = backtest;
  return (
    <section aria-label={t('Backtest')} className="rounded-md border border-line">
      <p className="max-w-prose px-4 py-3 text-sm">
        <Summary backtest={backtest} />
        {sampledShipments < changedShipments &&
          ` ${t('Estimated from {sampled} of {changed} shipments that changed.', {
            sampled: sampledShipments,
            changed: changedShipments,
          })}`}
      </p>
      {latest.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          <SettingsTable label={t('Notices of the backtest')} heads={['Shipment', 'Notice', 'Time']}>
            {latest.map(({ sentAt, shipmentId, reference, ...notice }, at) => (
              <SettingsRow
                // biome-ignore lint/suspicious/noArrayIndexKey: several notices may be alike
                key={at}
                name={
                  shipmentId === null ? (
                    t('No shipment')
                  ) : (
                    <Link href={`/shipments/${shipmentId}`} className="hover:underline">
                      {reference}
                    </Link>
                  )
                }
                cells={[labelOf(notice, words), <RelativeTime key="time" at={sentAt} suffix=" ago" />]}
              />
            ))}
          </SettingsTable>
        </div>
      )}
      {notices > latest.length && (
        <p className="px-4 py-2 text-xs text-dim">{t('The latest {count} are listed.', { count: latest.length })}</p>
      )}
    </section>
  );
}

/** How much the rule would have sent, in one sentence. */
function Summary({ backtest }: { backtest: Backtest }) {
  const words = useWords();
  const { t, counted } = words;
  const { days, recipients, notices, corrections, messages } = backtest;
  const sent = counted(notices, '{count} notice', '{count} notices', { count: notices });
  return rich(
    words,
    corrections > 0
      ? 'Over the last {days} days this rule would have sent {notices}, {corrections} of them corrections, in {messages}: {rate}.'
      : 'Over the last {days} days this rule would have sent {notices} in {messages}: {rate}.',
    {
      days,
      notices: (
        <strong>
          {recipients > 1 ? t('{notices} to {count} recipients', { notices: sent, count: recipients }) : sent}
        </strong>
      ),
      corrections: words.number(corrections),
      messages: counted(messages, '{count} message', '{count} messages', { count: messages }),
      rate: rateOf(backtest, words),
    },
  );
}

function rateOf({ recipients, noticesPerWeek, noticesPerWeekPer100Active: perActive }: Backtest, { t }: Words): string {
  const values = { count: noticesPerWeek };
  if (perActive === null)
    return recipients > 1 ? t('{count} notices a week to each', values) : t('{count} notices a week', values);
  const shared = { ...values, share: perActive };
  return recipients > 1
    ? t('{count} notices a week to each, {share} for every 100 active shipments', shared)
    : t('{count} notices a week, {share} for every 100 active shipments', shared);
}

type Listed = Pick<Backtest['latest'][number], 'milestone' | 'exceptionType' | 'kind'>;

function labelOf({ milestone, exceptionType, kind }: Listed, { t }: Words): string {
  if (milestone !== null)
    return kind === 'corrected'
      ? t('Correction: not {milestone}', { milestone: t(NOTICE_LABELS[milestone].toLowerCase()) })
      : t(NOTICE_LABELS[milestone]);
  const label = exceptionType === null ? '' : t(EXCEPTION_KINDS[exceptionType].label);
  if (kind === 'worsened') return t('Worse: {exception}', { exception: label });
  return kind === 'ended' ? t('Ended: {exception}', { exception: label }) : label;
}
