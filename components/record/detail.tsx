import type { ReactNode } from 'react';
import type { StepRow } from '#db/queries/linked.ts';
import { useWords } from '#words';
import { LiveRefresh } from '../live/live-refresh.tsx';
import { WhyLayer } from '../shipment/why.tsx';
import { FoldedOnPhone } from '../ui/folded-on-phone.tsx';
import { Pager } from '../ui/pager.tsx';
import { type Fact, Facts } from './facts.tsx';
import { reasonsOf } from './reasons.ts';
import { RecordActivity, type RecordPast } from './record-activity.tsx';
import { Section } from './section.tsx';
import { StepList } from './step-list.tsx';

type Props = {
  head: ReactNode;
  /** Warnings, and graphics of the status. */
  alerts?: ReactNode;
  facts: readonly Fact[];
  /** Under which name phones fold the facts, where something else has to be seen first. */
  folded?: string;
  steps?: readonly StepRow[];
  /** The entities whose changes refresh the page: the record and its shipments. */
  entityIds: readonly string[];
  activity?: RecordPast;
  titles: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** The page of one record: head, facts, parts, and its activity beside them. */
export function RecordDetail({ head, alerts, facts, folded, steps, entityIds, activity, titles, children }: Props) {
  const { t } = useWords();
  const shownFacts = <Facts facts={facts} reasons={reasonsOf(activity?.latest ?? [], titles)} />;
  const beside = steps !== undefined && steps.length > 0;
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh entityIds={entityIds} />
      {head}
      {alerts}
      {folded ? <FoldedOnPhone label={folded}>{shownFacts}</FoldedOnPhone> : shownFacts}
      <div className={beside ? 'xl:grid xl:grid-cols-[minmax(0,1fr)_22rem]' : ''}>
        <div className={beside ? 'min-w-0 xl:border-r xl:border-line' : 'min-w-0'}>
          {children}
          {activity && (
            <Section title={t('Activity')} note={t('Latest first')}>
              <RecordActivity entries={activity.shown} titles={titles} />
              {(activity.first || activity.earlier) && (
                <Pager
                  previous={activity.first}
                  next={activity.earlier}
                  note={t('{n} shown', { n: activity.shown.length })}
                />
              )}
            </Section>
          )}
        </div>
        {beside && (
          <div className="max-xl:border-t max-xl:border-line">
            <Section title={t('Timeline')}>
              <StepList steps={steps} />
            </Section>
          </div>
        )}
      </div>
      <WhyLayer />
    </div>
  );
}
