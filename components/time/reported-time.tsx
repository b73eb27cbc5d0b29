import { plausibleReport } from '#lib/model/report-time.ts';
import { useWords } from '#words';
import { rich } from '../words/rich.tsx';
import { RelativeTime } from './relative-time.tsx';

type Props = { reportedAt: string; receivedAt: string };

/** The report time by the source's clock; if that is ahead of ours, the time that is used instead. */
export function ReportedTime({ reportedAt, receivedAt }: Props) {
  const words = useWords();
  const { statedAt, reportedAt: counted } = plausibleReport(reportedAt, receivedAt);
  if (statedAt === undefined) return <RelativeTime at={reportedAt} suffix=" ago" />;
  return (
    <span
      className="text-risk"
      title={words.t('The source states {time}, which is ahead of our clock', { time: statedAt })}
    >
      {rich(words, 'clock ahead, counts as {time}', { time: <RelativeTime at={counted} suffix=" ago" /> })}
    </span>
  );
}
