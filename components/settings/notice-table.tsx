import Link from 'next/link';
import type { NoticeRow } from '#db/queries/notices.ts';
import { EXCEPTION_KINDS, SEVERITY_LABELS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { CHANNEL_LABELS, NOTICE_LABELS, type NoticeSender, SENDER_LABELS } from '#lib/model/notice.ts';
import { senderOf } from '#lib/model/recipient.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { TimeUntil } from '../time/time-until.tsx';
import { rich } from '../words/rich.tsx';
import { NoticeState } from './notice-state.tsx';
import { ruleText } from './rule-text.ts';
import { SettingsRow, SettingsTable } from './table.tsx';
import { targetText } from './target-text.ts';

type Props = {
  notices: readonly NoticeRow[];
  /** What sends nothing: it is stopped or not configured. */
  waiting: readonly NoticeSender[];
  /** The ids of the recipients whose address nobody has confirmed. */
  unconfirmed: readonly string[];
};

/** The latest notices, with what came of them. */
export function NoticeTable({ notices, waiting, unconfirmed }: Props) {
  const words = useWords();
  const { t } = words;
  const waitsFor = (notice: NoticeRow) => {
    const sender = senderOf(notice);
    if (waiting.includes(sender)) return t('Waits for {sender}', { sender: t(SENDER_LABELS[sender]) });
    return unconfirmed.includes(notice.recipientId) ? t('Waits for the confirmation of its address') : null;
  };
  return (
    <SettingsTable
      label={t('Latest notices')}
      heads={['About', 'Notice', 'Rule', 'To¦mail', 'State', 'Attempts', 'Time', 'Last error']}
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
            labelOf(notice, words),
            ruleText(notice.rule, words),
            `${t(CHANNEL_LABELS[notice.channel])} ${targetText(notice, words)}`,
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

function labelOf({ kind, milestone, exceptionType, severity, exceptionIds }: NoticeRow, { t }: Words): string {
  if (milestone !== null)
    return kind === 'corrected'
      ? t('Correction: not {milestone}', { milestone: t(NOTICE_LABELS[milestone].toLowerCase()) })
      : t(NOTICE_LABELS[milestone]);
  if (exceptionType === null) return '';
  const label = t(EXCEPTION_KINDS[exceptionType].label);
  const what = exceptionIds.length > 1 ? `${label} (${exceptionIds.length})` : label;
  if (kind === 'worsened') return t('Now {severity}: {exception}', { severity: t(severity ?? ''), exception: what });
  const begin = {
    ended: 'Ended',
    assigned: 'Assigned',
    mentioned: 'Mentioned',
    opened: severity && SEVERITY_LABELS[severity],
  };
  const state = t((kind in begin && begin[kind as keyof typeof begin]) || '');
  return t('{label}: {text}', { label: state, text: what });
}

/** When it was sent, or is sent again; else when it was written. */
function NoticeTime({ notice, waitsFor }: { notice: NoticeRow; waitsFor: string | null }) {
  const words = useWords();
  const { state, sentAt, nextAttemptAt, createdAt, inDigest } = notice;
  if (state === 'pending' && waitsFor !== null) return waitsFor;
  if (state === 'pending' && nextAttemptAt)
    return rich(words, inDigest ? 'Next digest {time}' : 'Next attempt {time}', {
      time: <TimeUntil at={nextAttemptAt} />,
    });
  if (sentAt) return <RelativeTime at={sentAt} prefix="Sent " suffix=" ago" />;
  return <RelativeTime at={createdAt} prefix="Written " suffix=" ago" />;
}

function LastError({ text }: { text: string | null }) {
  const { t } = useWords();
  if (text === null) return '–';
  return <span className="block max-w-80 min-w-48 break-words whitespace-normal">{t(text)}</span>;
}
