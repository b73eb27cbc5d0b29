import { signatureHeaders, styleOf } from '#lib/emulator/sending/sign.ts';
import type { EmulatedDelivery } from '#lib/emulator/world/index.ts';
import { Random } from '#lib/emulator/world/random.ts';
import { accented } from './accent.ts';

/** Writes a `share` of the values of each delivery in unusual notation; the same seed gives the same result. */
export function* withAccent(
  deliveries: Iterable<EmulatedDelivery>,
  share: number,
  seed: string | number = 'accent',
): Generator<EmulatedDelivery> {
  const random = new Random(`accent/${seed}`);
  for (const delivery of deliveries) {
    if (share === 0) yield delivery;
    else yield inAccent(delivery, share, random);
  }
}

function inAccent(delivery: EmulatedDelivery, share: number, random: Random): EmulatedDelivery {
  const body = JSON.stringify(accented(JSON.parse(delivery.body), share, random));
  const sign = (secret: string) => signatureHeaders(styleOf(delivery.provider, body), secret, body);
  return { ...delivery, body, sign };
}
