import { Transform } from 'node:stream';

const ENOUGH = 256 * 1024;

/**
 * A stage of a pipeline that joins chunks into larger ones of at least 256 KiB. PostgreSQL sends a chunk for each row, and each chunk that
 * is compressed by itself takes a turn of another thread.
 */
export function joined(): Transform {
  let parts: Buffer[] = [];
  let size = 0;
  const take = (): Buffer => {
    const whole = Buffer.concat(parts, size);
    parts = [];
    size = 0;
    return whole;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      parts.push(chunk);
      size += chunk.length;
      next(null, size < ENOUGH ? undefined : take());
    },
    flush(next) {
      next(null, size === 0 ? undefined : take());
    },
  });
}
