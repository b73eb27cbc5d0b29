import { plausibleReport } from '#lib/model/report-time.ts';
import { RelativeTime } from './relative-time.tsx';

type Props = { reportedAt: string; receivedAt: string };

/** The report time by the source's clock; if that is ahead of ours, the time that is used instead. */
export function ReportedTime({ reportedAt, receivedAt }: Props) {
  const { statedAt, reportedAt: counted } = plausibleReport(reportedAt, receivedAt);
  if (statedAt === undefined) return <RelativeTime at={reportedAt} suffix=" ago" />;
  return (
    <span className="text-risk" title={`The source states ${statedAt}, which is ahead of our clock`}>
      clock ahead, counts as <RelativeTime at={counted} suffix=" ago" />
    </span>
  );
}
