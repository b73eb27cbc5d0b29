import type { Sql } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { NoticeChannel } from '#lib/model/notice.ts';
import { type ClaimedNotice, claimNotices } from './claim.ts';
import { type ClaimedDigest, claimDigest } from './claim-digest.ts';
import { digestMessage } from './digest-message.ts';
import { type Mailer, openMailer } from './mail.ts';
import { type Message, messageFor } from './message.ts';
import { configuredChannels, type NoticeSettings } from './notice-settings.ts';
import type { Outcome } from './outcome.ts';
import { quietRules } from './quiet-rules.ts';
import { recordOutcome } from './record-outcome.ts';
import { returnPath } from './return-path.ts';
import { sendByHttp } from './send-by-http.ts';
import { type RequestedMail, sendConfirmations } from './send-confirmations.ts';
import { suppressedText } from './suppressions.ts';
import { readTarget, type StoredTarget } from './target.ts';
import { unconfirmedRules } from './unconfirmed-rules.ts';
import { unsubscribeLinks } from './unsubscribe-links.ts';
import type { UnsubscribeSubject } from './unsubscribe-token.ts';
import { digestPayload, payloadFor, type WebhookPayload } from './webhook.ts';

/** A message to one target. */
export type Dispatch = Pick<StoredTarget, 'target' | 'encrypted'> & {
  channel: NoticeChannel;
  /** Of an e-mail, for its Message-ID; of a webhook its id. */
  id: string;
  message: Message;
  /** The same for programs. */
  payload: WebhookPayload;
  inReplyTo: string | null;
  /** What the recipient of an e-mail can unsubscribe from; null for a message that they requested. */
  subscription: UnsubscribeSubject | null;
};

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
  let mailer: Mailer | undefined;
  const dispatch = async (dispatched: Dispatch): Promise<Outcome> => {
    const { channel } = dispatched;
    // Recording that it was sent shows it to its users.
    if (channel === 'app') return { result: 'sent', externalRef: null };
    const destination = readTarget(channel, dispatched, settings.authSecret);
    if (!destination) return { result: 'failed', reason: 'The URL cannot be decrypted: AUTH_SECRET has changed' };
    if (channel !== 'email') return sendByHttp(channel, destination, dispatched, settings.allowsPrivateNetworks);
    if (!settings.mail) return { result: 'stopped', reason: 'E-mail is not configured' };
    mailer ??= openMailer(settings.mail);
    const { id, message, inReplyTo, subscription } = dispatched;
    const unsubscribe = subscription && unsubscribeLinks(settings, subscription);
    const { bounceAddress, authSecret } = settings;
    const back = bounceAddress && authSecret ? returnPath(bounceAddress, id, authSecret) : null;
    return mailer.send({ id, to: destination.to, message, inReplyTo, unsubscribe, returnPath: back });
  };
  const sendOne = async (notice: ClaimedNotice) => {
    const link = settings.appUrl && `${settings.appUrl}/shipments/${notice.shipmentId}`;
    const outcome: Outcome = notice.suppression
      ? { result: 'suppressed', reason: suppressedText(notice.suppression) }
      : await dispatch({
          ...notice,
          subscription: notice,
          message: messageFor({ ...notice, link }),
          payload: payloadFor({ ...notice, link }),
        });
    await recordOutcome(sql, { ...notice, ids: [notice.id] }, outcome);
  };
  const sendDigest = async (digest: ClaimedDigest) => {
    const { message, inReplyTo } = digestMessage(digest, settings.appUrl);
    const payload = digestPayload(digest, settings.appUrl);
    const outcome: Outcome = digest.suppression
      ? { result: 'suppressed', reason: suppressedText(digest.suppression) }
      : await dispatch({ ...digest, subscription: digest, message, payload, inReplyTo });
    await recordOutcome(sql, { ...digest, ids: digest.notices.map(({ id }) => id) }, outcome);
  };
  return {
    settings,
    async sendDue(signal) {
      for (let sent = 0; ; ) {
        if (channels.length === 0 || signal?.aborted) return sent;
        const confirmations = await sendConfirmations(sql, settings, (mail) => dispatch(requested(mail)));
        const quiet = [...(await quietRules(sql)), ...(await unconfirmedRules(sql, settings))];
        const claimed = await claimNotices(sql, channels, CONCURRENT, quiet);
        const digest = await claimDigest(sql, channels, quiet);
        if (claimed.length === 0 && digest === null && confirmations === 0) return sent;
        await Promise.all([...claimed.map(sendOne), ...(digest ? [sendDigest(digest)] : [])]);
        sent += claimed.length + (digest ? 1 : 0) + confirmations;
      }
    },
    dispatch,
    stop() {
      mailer?.stop();
      mailer = undefined;
    },
  };
}

/** A message that no rule sends. */
function requested({ id, to, message }: RequestedMail): Dispatch {
  const payload = { type: 'message', timestamp: now(), data: {} };
  return { channel: 'email', target: to, encrypted: null, id, message, payload, inReplyTo: null, subscription: null };
}
