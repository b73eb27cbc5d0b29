import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WebhookTest } from '#db/queries/setup.ts';
import type { Words } from '#lib/model/language.ts';
import type { TestedShipment } from '#lib/model/setup.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { useWords } from '#words';
import { milestoneLabel } from '../shipments/words.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { rich } from '../words/rich.tsx';

/** How far a test event came: each line is what was observed, not what is expected. */
export function TestProgress({ test }: { test: WebhookTest }) {
  const words = useWords();
  const { t } = words;
  const { sentAt, answeredAt, status, processedAt, shipment } = test;
  const problem = test.problem && t(test.problem);
  const isVerified = status === 200;
  return (
    <ol aria-label={t('Test event')} className="space-y-0.5 px-4 lg:px-6">
      <Line state="ok">
        {rich(words, 'Sent {time} to {address}', {
          time: <RelativeTime at={sentAt} suffix=" ago" />,
          address: test.address,
        })}
      </Line>
      <Line state={answeredAt === null ? 'waiting' : isVerified ? 'ok' : 'failed'}>
        {answeredAt === null ? t('No answer yet') : isVerified ? t('Received and verified') : problem}
      </Line>
      {isVerified && (
        <Line state={processedAt === null ? 'waiting' : problem ? 'failed' : 'ok'}>
          {processedAt === null ? t('Stored; waiting for a worker') : (problem ?? t('Processed'))}
        </Line>
      )}
      {shipment && <Line state="ok">{madeText(shipment, words)}</Line>}
    </ol>
  );
}

/** What the event made, before it was taken back. */
function madeText({ name, status, milestone }: TestedShipment, words: Words): string {
  const { t } = words;
  const values = { name, status: t(STAGES[status].label) };
  return milestone
    ? t('It made the shipment “{name}”, status {status}, milestone {milestone}. It was taken back.', {
        ...values,
        milestone: milestoneLabel(milestone, words),
      })
    : t('It made the shipment “{name}”, status {status}. It was taken back.', values);
}

const LOOKS = {
  ok: { icon: CircleCheck, look: 'text-ok', word: 'Done' },
  failed: { icon: CircleAlert, look: 'text-late', word: 'Failed' },
  waiting: { icon: CircleDashed, look: 'text-faint', word: 'Waiting' },
} as const;

function Line({ state, children }: { state: keyof typeof LOOKS; children: ReactNode }) {
  const { t } = useWords();
  const { icon: Icon, look, word } = LOOKS[state];
  return (
    <li className="flex items-start gap-2">
      <Icon aria-label={t(word)} role="img" className={`mt-0.5 size-4 shrink-0 ${look}`} strokeWidth={2} />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
