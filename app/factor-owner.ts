import { database } from '#db/client.ts';
import { requestAddress } from '#lib/auth/request-client.ts';
import { type FactorOwner, type SecondFactor, secondFactorOf } from '#lib/auth/second-factor.ts';
import { env } from '#lib/env.ts';

/** A user of the current request as the owner of a second factor. */
export async function factorOwner({ id, email }: { id: string; email: string }): Promise<FactorOwner> {
  return { id, email, address: await requestAddress(), authSecret: env().AUTH_SECRET ?? '' };
}

/** The second factor of a user of the current request. */
export async function ownSecondFactor(user: { id: string; email: string }): Promise<SecondFactor> {
  return secondFactorOf(database(), await factorOwner(user));
}
