'use client';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { milestoneLabel, reasonText } from '../shipments/words.ts';
import { MomentTime } from '../time/moment.tsx';
import { cx } from '../ui/cx.ts';
import { momentOf } from './timeline-model.ts';
import { Why } from './why.tsx';

const KINDS = {
  PLN: { word: 'planned', look: 'text-faint' },
  EST: { word: 'estimated', look: 'rounded border border-line-strong px-1.5 text-ink' },
  ACT: { word: 'actual', look: 'rounded bg-fill-strong px-1.5 font-medium text-ink' },
} as const;

/** The time of a claim: planned grey, estimated outlined, actual solid, retracted struck through, with the answer to "why?". */
export function ClaimTime({ claim, source }: { claim: TimelineEntry; source: string }) {
  const words = useWords();
  const { t } = words;
  const { word, look } = KINDS[claim.classifier];
  const moment = momentOf(claim);
  const note = [
    claim.standing === 'retracted' && t('Retracted by the source.'),
    claim.standing === 'superseded' && t('Superseded by a newer report.'),
    claim.flag === 'future' && t('Dated in the future; not counted until then.'),
    claim.flag === 'implausible' && t('Implausible: years from its report. Not counted.'),
    reasonText(claim, words),
  ];
  return (
    <Why
      className={cx('h-6', claim.standing === 'retracted' && 'line-through decoration-solid')}
      reason={{
        title: t('{milestone}, {classifier}', {
          milestone: milestoneLabel(claim.code, words),
          classifier: t(word),
        }),
        moment,
        note: note.filter(Boolean).join(' '),
        source,
        reportedAt: claim.reportedAt,
        learnedAt: claim.learnedAt,
        eventId: claim.eventId,
      }}
    >
      <span className={cx('inline-flex h-5.5 items-center', claim.standing === 'current' ? look : 'text-faint')}>
        <MomentTime moment={moment} timeZone={claim.place?.timeZone} hint={false} />
        <span className="sr-only">, {t(word)}</span>
      </span>
    </Why>
  );
}
