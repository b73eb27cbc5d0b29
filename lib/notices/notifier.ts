import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import { sendAccountMails } from './account-mails.ts';
import { actionLinks } from './action-links.ts';
import { type ClaimedNotice, claimNotices } from './claim.ts';
import { type ClaimedDigest, claimDigest } from './claim-digest.ts';
import { digestMessage } from './digest-message.ts';
import { type Dispatch, openDispatcher } from './dispatcher.ts';
import { freshenNotices } from './exceptions/freshen-notices.ts';
import { noticeMessage, noticePath } from './notice-message.ts';
import { configuredChannels, type NoticeSettings } from './notice-settings.ts';
import { canBeOpened } from './open-links.ts';
import type { Outcome } from './outcome.ts';
import { quietRecipients } from './quiet-recipients.ts';
import { recordOutcome } from './record-outcome.ts';
import { type RequestedMail, sendConfirmations } from './send-confirmations.ts';
import { suppressedText } from './suppressions.ts';
import { unconfirmedRecipients } from './unconfirmed-recipients.ts';
import { digestPayload, payloadFor } from './webhook.ts';

/** Sends the notices of a database. */
export type Notifier = {
  settings: NoticeSettings;
  /** Sends all notices and digests that are due. Resolves to the number of attempts. */
  sendDue(signal?: AbortSignal): Promise<number>;
  /** Sends a message at once. Never rejects. */
  dispatch(message: Dispatch): Promise<Outcome>;
  /** Closes the connections; a later message opens them again. */
  stop(): void;
};

/** Notices that a process sends at the same time. */
const CONCURRENT = 5;

/** Opens a notifier; it connects to the mail server with the first e-mail. */
export function openNotifier(sql: Sql, settings: NoticeSettings): Notifier {
  const channels = configuredChannels(settings);
  const { dispatch, stop } = openDispatcher(settings);
  const isOpenable = ({ channel }: Pick<Dispatch, 'channel'>) => canBeOpened(settings, channel);
  const sendOne = async (notice: ClaimedNotice) => {
    const link = settings.appUrl && `${settings.appUrl}${noticePath(notice)}`;
    const exceptionId = exceptionOf(notice);
    const { channel, target: recipient } = notice;
    const actions =
      channel === 'email' && exceptionId ? await actionLinks(sql, settings, { exceptionId, recipient }) : [];
    const outcome: Outcome = notice.suppression
      ? { result: 'suppressed', reason: suppressedText(notice.suppression) }
      : await dispatch({
          ...notice,
          exceptionId,
          subscription: notice,
          message: { ...noticeMessage({ ...notice, link }), actions },
          payload: payloadFor({ ...notice, link }),
        });
    await recordOutcome(sql, { ...notice, ids: [notice.id], isOpenable: isOpenable(notice) }, outcome);
  };
  const sendDigest = async (digest: ClaimedDigest) => {
    const { message, inReplyTo } = digestMessage(digest, settings.appUrl);
    const payload = digestPayload(digest, settings.appUrl);
    const outcome: Outcome = digest.suppression
      ? { result: 'suppressed', reason: suppressedText(digest.suppression) }
      : await dispatch({ ...digest, subscription: digest, message, payload, inReplyTo });
    await recordOutcome(
      sql,
      { ...digest, ids: digest.notices.map(({ id }) => id), isOpenable: isOpenable(digest) },
      outcome,
    );
  };
  return {
    settings,
    async sendDue(signal) {
      for (let sent = 0; ; ) {
        if (channels.length === 0 || signal?.aborted) return sent;
        const confirmations = await sendConfirmations(sql, settings, (mail) => dispatch(requested(mail)));
        const accounts = await sendAccountMails(sql, settings, (mail) => dispatch(requested(mail)));
        const quiet = [...(await quietRecipients(sql)), ...(await unconfirmedRecipients(sql, settings))];
        const claimed = await claimNotices(sql, channels, CONCURRENT, quiet);
        const digest = await claimDigest(sql, channels, quiet);
        if (claimed.length === 0 && digest === null && confirmations + accounts === 0) return sent;
        const fresh = await freshenNotices(sql, claimed);
        await Promise.all([...fresh.map(sendOne), ...(digest ? [sendDigest(digest)] : [])]);
        sent += claimed.length + (digest ? 1 : 0) + confirmations + accounts;
      }
    },
    dispatch,
    stop,
  };
}

/** The exception on which the recipient of a notice can act: the only one that it tells of, unless that has ended. */
function exceptionOf(notice: ClaimedNotice): string | null {
  if (notice.milestone !== null || notice.kind === 'ended') return null;
  const [first, second] = notice.content.exceptions;
  return first && !second ? first.id : null;
}

/** A message that no rule sends. */
function requested({ id, to, message }: RequestedMail): Dispatch {
  const payload = { type: 'message', timestamp: now(), data: {} };
  return { channel: 'email', target: to, encrypted: null, id, message, payload, inReplyTo: null, subscription: null };
}
