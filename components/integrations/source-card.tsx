import Link from 'next/link';
import type { ReactNode } from 'react';
import { SyncStatusLine } from '#components/reconciliation/sync-status.tsx';
import type { Traffic } from '#db/queries/integrations.ts';
import type { Reconciled } from '#db/queries/runs.ts';
import type { SourceHealth } from '#db/queries/source-health.ts';
import type { Words } from '#lib/model/language.ts';
import { plainDecimal } from '#lib/words/money-text.ts';
import { useWords } from '#words';
import { SourceLine } from '../overview/sources.tsx';
import { spanText } from '../time/format.ts';
import { CodeLine } from '../ui/code-line.tsx';
import { RateBars } from './rate-bars.tsx';

type Lag = { p50: number; p99: number } | null;
type Props = {
  title: string;
  /** The webhook address of the provider. */
  address: string;
  health: SourceHealth;
  traffic: Traffic;
  acknowledged: Lag;
  /** Null if its API is not configured. */
  standing: Reconciled | null;
};

/** One source: its health, traffic, response and processing times, and what is not processed. */
export function SourceCard({ title, address, health, traffic, acknowledged, standing }: Props) {
  const words = useWords();
  const { t, number } = words;
  const { provider, pending, deadLetters } = health;
  const { hours, lag, oldest, unmapped, refused } = traffic;
  const log = (status: string) => `/deliveries?provider=${provider}&status=${status}`;
  return (
    <section aria-label={title} className="rounded-lg border border-line">
      <h2 className="border-b border-line px-4 py-3 text-base font-semibold">{title}</h2>
      <div className="flex items-start gap-2 px-4 py-3">
        <SourceLine source={health} title={title} />
      </div>
      <div className="px-4 pb-3">
        <RateBars hours={hours} />
      </div>
      <dl className="grid grid-cols-2 gap-px border-y border-line bg-line sm:grid-cols-3">
        <Fact term={t('Response time')} note={t('p50 / p99, this process')}>
          {lagText(acknowledged, words)}
        </Fact>
        <Fact term={t('Processing time')} note={t('p50 / p99, from receipt')}>
          {lagText(lag, words)}
        </Fact>
        <Fact
          term={t('Queued')}
          note={
            oldest === null ? t('Queue empty') : t('the oldest for {span}', { span: spanText(oldest * 1000, words) })
          }
        >
          {number(pending)}
        </Fact>
        <Fact term={t('Unmapped')} note={t('event types without a mapping')}>
          <Count count={unmapped} href={log('unmapped')} />
        </Fact>
        <Fact term={t('Failed')} note={t('deliveries with dead letters')}>
          <Count count={deadLetters} href={log('dead_letter')} tone="text-risk" />
        </Fact>
        <Fact term={t('Rejected')} note={t('failed verification, last 24 h')}>
          {number(refused.reduce((sum, { count }) => sum + count, 0))}
        </Fact>
      </dl>
      {refused.length > 0 && (
        <ul className="border-b border-line px-4 py-2 text-xs text-dim">
          {refused.map(({ reason, count }) => (
            <li key={reason} className="flex gap-2 py-0.5">
              <span className="w-12 text-right font-medium text-ink">{number(count)}</span>
              {t(reason)}
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3">
        <Link href="/reconciliation/runs" className="font-medium underline underline-offset-4">
          {t('Reconciliation')}
        </Link>
        {standing ? (
          <SyncStatusLine standing={standing} />
        ) : (
          <span className="text-dim">{t('off: its API is not configured')}</span>
        )}
      </p>
      <div className="px-4 py-3">
        <p className="mb-1 text-xs text-dim">{t('Webhook address')}</p>
        <CodeLine label={t('{source} address', { source: title })}>{address}</CodeLine>
      </div>
    </section>
  );
}

function Fact({ term, note, children }: { term: string; note: string; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-2.5">
      <dt className="text-xs text-dim">{term}</dt>
      <dd>
        <span className="block text-base font-medium">{children}</span>
        <span className="block text-2xs text-faint">{note}</span>
      </dd>
    </div>
  );
}

function Count({ count, href, tone = '' }: { count: number; href: string; tone?: string }) {
  const { number } = useWords();
  if (count === 0) return '0';
  return (
    <Link href={href} className={`underline underline-offset-4 ${tone}`}>
      {number(count)}
    </Link>
  );
}

function lagText(lag: Lag, words: Words): string {
  if (!lag) return '–';
  return `${milliseconds(lag.p50, words)}, ${milliseconds(lag.p99, words)}`;
}

function milliseconds(value: number, words: Words): string {
  if (value < 10) return words.t('{n} ms', { n: plainDecimal(value.toFixed(1), words) });
  return value < 1_000 ? words.t('{n} ms', { n: Math.round(value) }) : spanText(value, words);
}
