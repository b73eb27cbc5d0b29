import { Clock, Lock, type LucideIcon, TriangleAlert } from 'lucide-react';
import { exceptionDetails, exceptionText } from '#components/shipments/words.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { cx } from '#components/ui/cx.ts';
import type { Evidence } from '#db/queries/evidence.ts';
import type { ShipmentException } from '#db/queries/shipments.ts';
import { Why } from './why.tsx';

const LOOKS: Record<ShipmentException['kind'], { icon: LucideIcon; word: string; look: string }> = {
  hold: { icon: Lock, word: 'Hold', look: 'border-held-line bg-held-soft text-held' },
  delay: { icon: Clock, word: 'Delay', look: 'border-late-line bg-late-soft text-late' },
  alert: { icon: TriangleAlert, word: 'Alert', look: 'border-risk-line bg-risk-soft text-risk' },
};

type Props = { exceptions: readonly ShipmentException[]; evidence: Readonly<Record<string, Evidence>>; source: string };

/** The open exceptions; nothing without any. */
export function Exceptions({ exceptions, evidence, source }: Props) {
  const open = exceptions.filter((exception) => !exception.clearedAt);
  if (open.length === 0) return null;
  return (
    <ul aria-label="Open exceptions" className="flex flex-col gap-1.5 border-b border-line px-4 py-3 lg:px-6">
      {open.map((exception) => {
        const { icon: Icon, word, look } = LOOKS[exception.kind];
        const said = evidence[exception.raisedBy];
        return (
          <li key={exception.id} className={cx('flex items-center gap-2.5 rounded-md border px-3 py-1.5', look)}>
            <Icon aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 flex-1">
              <span className="font-medium">{exceptionText(exception)}</span>
              <span className="ml-2 text-xs">{exceptionDetails(exception)}</span>
              <span className="ml-2 text-xs">
                {word}, open for <RelativeTime at={exception.raisedAt} />
              </span>
            </span>
            <Why
              className="shrink-0 text-xs font-medium underline"
              reason={{
                title: exceptionText(exception),
                note: 'Open until a later milestone clears it.',
                source,
                type: said?.type,
                reportedAt: said?.reportedAt,
                learnedAt: said?.learnedAt,
                eventId: exception.raisedBy,
              }}
            >
              Why?
            </Why>
          </li>
        );
      })}
    </ul>
  );
}
