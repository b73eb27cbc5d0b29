import { Secret, TOTP } from 'otpauth';

/** Seconds of a time step, and how many steps the clock of a phone may differ (RFC 6238, 5.2). */
const PERIOD_SECONDS = 30;
const DRIFT_STEPS = 1;
/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;

/** A new shared secret in base32, as people type it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The address that an authenticator app reads from a QR code. `account`: an e-mail address. */
export function totpUri(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/** The code of a moment, in milliseconds since 1970. */
export function totpCode(secret: string, at: number): string {
  return totpOf(secret).generate({ timestamp: at });
}

/** The time step of a code of six digits that is valid at a moment (milliseconds since 1970), or one step before or after; null for others. */
export function totpStep(secret: string, code: string, at: number): number | null {
  const totp = totpOf(secret);
  const difference = totp.validate({ token: code, timestamp: at, window: DRIFT_STEPS });
  return difference === null ? null : totp.counter({ timestamp: at }) + difference;
}

/** SHA-1 and six digits: many apps ignore other values in the address. */
function totpOf(secret: string, label = ''): TOTP {
  const issuer = 'Fairlead';
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
