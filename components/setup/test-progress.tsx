import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WebhookTest } from '#db/queries/setup.ts';
import { MILESTONES } from '#lib/model/milestone.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { RelativeTime } from '../time/relative-time.tsx';

/** How far a test event came: each line is what was observed, not what is expected. */
export function TestProgress({ test }: { test: WebhookTest }) {
  const { sentAt, answeredAt, status, problem, processedAt, shipment } = test;
  const isVerified = status === 200;
  return (
    <ol aria-label="Test event" className="space-y-0.5 px-4 lg:px-6">
      <Line state="ok">
        Sent <RelativeTime at={sentAt} suffix=" ago" /> to {test.address}
      </Line>
      <Line state={answeredAt === null ? 'waiting' : isVerified ? 'ok' : 'failed'}>
        {answeredAt === null ? 'No answer yet' : isVerified ? 'Received and verified' : problem}
      </Line>
      {isVerified && (
        <Line state={processedAt === null ? 'waiting' : problem ? 'failed' : 'ok'}>
          {processedAt === null ? 'Stored; waiting for a worker' : (problem ?? 'Processed')}
        </Line>
      )}
      {shipment && (
        <Line state="ok">
          It made the shipment “{shipment.name}”, status {STAGES[shipment.status].label}
          {shipment.milestone && `, milestone ${MILESTONES[shipment.milestone].label}`}. It was taken back.
        </Line>
      )}
    </ol>
  );
}

const LOOKS = {
  ok: { icon: CircleCheck, look: 'text-ok', word: 'Done' },
  failed: { icon: CircleAlert, look: 'text-late', word: 'Failed' },
  waiting: { icon: CircleDashed, look: 'text-faint', word: 'Waiting' },
} as const;

function Line({ state, children }: { state: keyof typeof LOOKS; children: ReactNode }) {
  const { icon: Icon, look, word } = LOOKS[state];
  return (
    <li className="flex items-start gap-2">
      <Icon aria-label={word} role="img" className={`mt-0.5 size-4 shrink-0 ${look}`} strokeWidth={2} />
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
