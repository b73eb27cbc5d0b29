import Link from 'next/link';
import type { NoticeRow } from '#db/queries/notices.ts';
import { EXCEPTION_KINDS, SEVERITY_LABELS } from '#lib/model/exception.ts';
import { CHANNEL_LABELS, NOTICE_LABELS, type NoticeSender, SENDER_LABELS } from '#lib/model/notice.ts';
import { senderOf } from '#lib/model/recipient.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { TimeUntil } from '../time/time-until.tsx';
import { NoticeState } from './notice-state.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

type Props = {
  notices: readonly NoticeRow[];
  /** What sends nothing: it is stopped or not configured. */
  waiting: readonly NoticeSender[];
  /** The ids of the recipients whose address nobody has confirmed. */
  unconfirmed: readonly string[];
};

/** The latest notices, with what came of them. */
export function NoticeTable({ notices, waiting, unconfirmed }: Props) {
  const waitsFor = (notice: NoticeRow) => {
    const sender = senderOf(notice);
    if (waiting.includes(sender)) return SENDER_LABELS[sender];
    return unconfirmed.includes(notice.recipientId) ? 'the confirmation of its address' : null;
  };
  return (
    <SettingsTable
      label="Latest notices"
      heads={['About', 'Notice', 'Rule', 'To', 'State', 'Attempts', 'Time', 'Last error']}
    >
      {notices.map((notice) => (
        <SettingsRow
          key={notice.id}
          name={
            <Link href={pathOf(notice)} className="whitespace-nowrap hover:underline">
              {notice.reference}
            </Link>
          }
          cells={[
            labelOf(notice),
            notice.rule,
            `${CHANNEL_LABELS[notice.channel]} ${notice.target}`,
            <NoticeState key="state" state={notice.state} />,
            notice.attempts,
            <NoticeTime key="time" notice={notice} waitsFor={waitsFor(notice)} />,
            <LastError key="error" text={notice.lastError} />,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function pathOf({ exceptionIds: [exception], shipmentId }: NoticeRow): string {
  return exception ? `/exceptions?open=${exception}` : `/shipments/${shipmentId}`;
}

function labelOf({ kind, milestone, exceptionType, severity, exceptionIds }: NoticeRow): string {
  if (milestone !== null)
    return kind === 'corrected'
      ? `Correction: not ${NOTICE_LABELS[milestone].toLowerCase()}`
      : NOTICE_LABELS[milestone];
  if (exceptionType === null) return '';
  const { label } = EXCEPTION_KINDS[exceptionType];
  const what = exceptionIds.length > 1 ? `${label} (${exceptionIds.length})` : label;
  if (kind === 'worsened') return `Now ${severity}: ${what}`;
  const begin = {
    ended: 'Ended',
    assigned: 'Assigned',
    mentioned: 'Mentioned',
    opened: severity && SEVERITY_LABELS[severity],
  };
  return `${kind in begin ? begin[kind as keyof typeof begin] : ''}: ${what}`;
}

/** When it was sent, or is sent again; else when it was written. */
function NoticeTime({ notice, waitsFor }: { notice: NoticeRow; waitsFor: string | null }) {
  const { state, sentAt, nextAttemptAt, createdAt, inDigest } = notice;
  if (state === 'pending' && waitsFor !== null) return `Waits for ${waitsFor}`;
  if (state === 'pending' && nextAttemptAt)
    return (
      <>
        {inDigest ? 'Next digest' : 'Next attempt'} <TimeUntil at={nextAttemptAt} />
      </>
    );
  if (sentAt) return <RelativeTime at={sentAt} prefix="Sent " suffix=" ago" />;
  return <RelativeTime at={createdAt} prefix="Written " suffix=" ago" />;
}

function LastError({ text }: { text: string | null }) {
  if (text === null) return '–';
  return <span className="block max-w-80 min-w-48 break-words whitespace-normal">{text}</span>;
}
