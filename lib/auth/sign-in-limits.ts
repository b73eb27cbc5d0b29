import type { Database } from '#db/client.ts';
import { addressPrefix } from '#lib/net/client-address.ts';
import { type AttemptLimit, countAttempt, forgiveAttempt } from './attempts.ts';

/** Who tries to sign in, as far as it can be known. */
export type Client = {
  address: string;
  /** Of a browser in which this account was signed in to before; null for every other. */
  device: string | null;
};

/**
 * OWASP's device cookies. A browser that was signed in to the account before is counted alone. All others are counted by
 * where they come from and for whom, and together for the account; whatever they do, the known browser may go on.
 */
const DEVICE: AttemptLimit = { name: 'device', attempts: 10, minutes: 15 };
const NETWORK: AttemptLimit = { name: 'network', attempts: 30, minutes: 15 };
const ACCOUNT_FROM_NETWORK: AttemptLimit = { name: 'account from network', attempts: 10, minutes: 15 };
const ACCOUNT: AttemptLimit = { name: 'account', attempts: 60, minutes: 60 };

type Check = { limit: AttemptLimit; subject: string };

/** An attempt that was let through, or why not; `first` is set once for each limit and window, so that a flood logs little. */
export type Admission =
  | { refused: false; forgive(): Promise<void> }
  | { refused: true; reason: string; first: boolean };

/** Counts an attempt to sign in and says whether the password may be looked at. */
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

/** Ordered so that one address cannot use up what is counted for an account from everywhere. */
function checksOf(account: string, { address, device }: Client): Check[] {
  if (device !== null) return [{ limit: DEVICE, subject: `${account}\n${device}` }];
  const everywhere = { limit: ACCOUNT, subject: account };
  // Where no address is known, all strangers would be counted as one.
  if (address === 'unknown') return [everywhere];
  const network = addressPrefix(address);
  return [
    { limit: NETWORK, subject: network },
    { limit: ACCOUNT_FROM_NETWORK, subject: `${account}\n${network}` },
    everywhere,
  ];
}
