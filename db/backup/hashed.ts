import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** A stage of a pipeline that changes nothing, and the SHA-256 of what has passed it, in hexadecimal. `sha256` may be called once. */
export function hashed(): { stage: Transform; sha256(): string } {
  const hash = createHash('sha256');
  const stage = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
  });
  return { stage, sha256: () => hash.digest('hex') };
}
