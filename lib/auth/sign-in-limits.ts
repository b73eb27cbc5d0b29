import type { Database } from '#db/client.ts';
import { addressPrefix } from '#lib/net/client-address.ts';
import { type AttemptLimit, countAttempt, forgiveAttempt } from './attempts.ts';

/** The client of a sign-in attempt. */
export type Client = {
  address: string;
  /** The nonce of a browser that was signed in to this account before; else null. */
  device: string | null;
};

/**
 * OWASP's device cookies. A browser that was signed in to the account before has a count of its own. All others are counted by
 * network, by account and network, and by account, and never block the known browser.
 */
const DEVICE: AttemptLimit = { name: 'device', attempts: 10, minutes: 15 };
const NETWORK: AttemptLimit = { name: 'network', attempts: 30, minutes: 15 };
const ACCOUNT_FROM_NETWORK: AttemptLimit = { name: 'account from network', attempts: 10, minutes: 15 };
const ACCOUNT: AttemptLimit = { name: 'account', attempts: 60, minutes: 60 };

type Check = { limit: AttemptLimit; subject: string };

/** An allowed attempt, or the limit that it exceeds; `first` is set once for each limit and window, so that a flood logs little. */
export type Admission =
  | { refused: false; forgive(): Promise<void> }
  | { refused: true; reason: string; first: boolean };

/** Counts a sign-in attempt and returns whether the password may be checked. */
export async function admitAttempt(db: Database, account: string, client: Client): Promise<Admission> {
  const checks = checksOf(account, client);
  for (const { limit, subject } of checks) {
    const attempts = await countAttempt(db, limit, subject);
    if (attempts > limit.attempts) {
      return { refused: true, reason: `too many attempts (${limit.name})`, first: attempts === limit.attempts + 1 };
    }
  }
  return {
    refused: false,
    async forgive() {
      for (const { limit, subject } of checks) await forgiveAttempt(db, limit, subject);
    },
  };
}

/** The limits in this order, so that one address cannot exhaust the count of an account over all addresses. */
function checksOf(account: string, { address, device }: Client): Check[] {
  if (device !== null) return [{ limit: DEVICE, subject: `${account}\n${device}` }];
  const everywhere = { limit: ACCOUNT, subject: account };
  // Without addresses all strangers would share one count.
  if (address === 'unknown') return [everywhere];
  const network = addressPrefix(address);
  return [
    { limit: NETWORK, subject: network },
    { limit: ACCOUNT_FROM_NETWORK, subject: `${account}\n${network}` },
    everywhere,
  ];
}
