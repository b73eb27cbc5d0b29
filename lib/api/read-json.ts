import type { z } from 'zod';
import { readRequest } from '#lib/net/read-body.ts';
import { HttpError } from './http-error.ts';

/**
 * Reads and validates a JSON body. Throws `HttpError`: 400 for a body that is not JSON, 422 for one that the schema does not
 * allow, with a pointer (RFC 6901) to each mistake, and the errors of `readRequest`.
 */
export async function readJson<Shape extends z.ZodType>(request: Request, shape: Shape): Promise<z.output<Shape>> {
  const read = await readRequest(request);
  if (!read.ok) throw new HttpError(read.status, read.reason);
  const parsed = shape.safeParse(parseJson(read.body));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message }));
  throw new HttpError(422, errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), { errors });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new HttpError(400, 'The body is not JSON in UTF-8');
  }
}

function pointerTo(path: readonly PropertyKey[]): string {
  return `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}
