import Link from 'next/link';
import type { NoticeRow } from '#db/queries/notices.ts';
import { CHANNEL_LABELS, NOTICE_LABELS } from '#lib/model/notice.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { TimeUntil } from '../time/time-until.tsx';
import { NoticeState } from './notice-state.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

/** The latest notices, with what came of them. */
export function NoticeTable({ notices }: { notices: readonly NoticeRow[] }) {
  return (
    <SettingsTable
      label="Latest notices"
      heads={['Shipment', 'Notice', 'Rule', 'To', 'State', 'Attempts', 'Time', 'Last error']}
    >
      {notices.map((notice) => (
        <SettingsRow
          key={notice.id}
          name={
            <Link href={`/shipments/${notice.shipmentId}`} className="hover:underline">
              {notice.content.reference}
            </Link>
          }
          cells={[
            `${notice.kind === 'corrected' ? 'Correction: not ' : ''}${labelOf(notice)}`,
            notice.rule,
            `${CHANNEL_LABELS[notice.channel]} ${notice.target}`,
            <NoticeState key="state" state={notice.state} />,
            notice.attempts,
            <NoticeTime key="time" notice={notice} />,
            <LastError key="error" text={notice.lastError} />,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function labelOf({ kind, milestone }: NoticeRow): string {
  return kind === 'corrected' ? NOTICE_LABELS[milestone].toLowerCase() : NOTICE_LABELS[milestone];
}

/** When it was sent, or is sent again; else when it was written. */
function NoticeTime({ notice: { state, sentAt, nextAttemptAt, createdAt } }: { notice: NoticeRow }) {
  if (state === 'pending')
    return (
      <>
        Next attempt <TimeUntil at={nextAttemptAt} />
      </>
    );
  if (sentAt) return <RelativeTime at={sentAt} prefix="Sent " suffix=" ago" />;
  return <RelativeTime at={createdAt} prefix="Written " suffix=" ago" />;
}

function LastError({ text }: { text: string | null }) {
  if (text === null) return '–';
  return <span className="block max-w-80 min-w-48 break-words whitespace-normal">{text}</span>;
}
