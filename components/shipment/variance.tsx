import { daysBehind, timeBehind, varianceOf } from '#lib/model/lateness.ts';
import { limitOf } from '#lib/model/lateness-limits.ts';
import { useWords } from '#words';
import { useLatenessLimits } from '../lateness/limits.tsx';
import { spanText } from '../time/format.ts';
import { cx } from '../ui/cx.ts';
import type { TimelineRow } from './milestone-row.ts';
import { comparedTimes, momentOf } from './timeline-model.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The variance of a milestone from its plan, in days, or in hours if both have a time of day. */
export function Variance({ row, mode }: { row: TimelineRow; mode: string | null }) {
  const words = useWords();
  const { t } = words;
  const limit = limitOf(useLatenessLimits(), mode);
  const pair = comparedTimes(row);
  if (!pair) return null;
  const [from, to] = [momentOf(pair.from), momentOf(pair.to)];
  const exact = from.precision === 'time' && to.precision === 'time';
  const zone = row.place?.timeZone;
  const size = exact ? timeBehind(from, to, zone) : daysBehind(from, to, zone) * DAY;
  if (Math.abs(size) < HOUR) return <span className="text-xs text-ok">{t('On time')}</span>;
  const { isLate } = varianceOf(from, to, limit, zone);
  const isPlan = pair.against === 'plan';
  const tone = isLate ? 'text-late font-medium' : size > 0 ? 'text-ink' : 'text-ok';
  return (
    <span className={cx('text-xs', tone)} title={t(isPlan ? 'Against the plan' : 'Against the estimate')}>
      {size > 0 ? '+' : '−'}
      {spanText(size, words)}
      <span className="sr-only"> {t(isPlan ? 'against the plan' : 'against the estimate')}</span>
    </span>
  );
}
