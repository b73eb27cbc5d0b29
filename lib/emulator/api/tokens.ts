import { createHmac } from 'node:crypto';
import { DAY } from '#lib/emulator/world/local-time.ts';

export type Client = { clientId: string; clientSecret: string };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Issues bearer tokens in the form of a JWT and accepts them until they expire. */
export class Tokens {
  readonly #client: Client;
  readonly #lifeSeconds: number;
  readonly #clock: () => number;
  readonly #issued = new Map<string, number>();
  #requestedAt: number[] = [];

  constructor(client: Client, lifeSeconds: number, clock: () => number) {
    this.#client = client;
    this.#lifeSeconds = lifeSeconds;
    this.#clock = clock;
  }

  /** The number of tokens requested within the last 24 hours, including this one. */
  count(): number {
    const now = this.#clock();
    this.#requestedAt = [...this.#requestedAt.filter((at) => now - at < DAY), now];
    return this.#requestedAt.length;
  }

  hasCredentials(clientId: unknown, clientSecret: unknown): boolean {
    return clientId === this.#client.clientId && clientSecret === this.#client.clientSecret;
  }

  issue(): { access_token: string; token_type: 'Bearer'; expires_in: number } {
    const now = this.#clock();
    const claims = { sub: this.#client.clientId, iat: Math.floor(now / 1000), jti: this.#issued.size };
    const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const token = `${head}.${createHmac('sha256', this.#client.clientSecret).update(head).digest('base64url')}`;
    this.#issued.set(token, now + this.#lifeSeconds * 1000);
    return { access_token: token, token_type: 'Bearer', expires_in: this.#lifeSeconds };
  }

  accepts(token: string): boolean {
    return (this.#issued.get(token) ?? 0) > this.#clock();
  }

  /** Revokes all issued tokens; clients must request new ones. */
  revoke(): void {
    this.#issued.clear();
  }
}
