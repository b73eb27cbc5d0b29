import { z } from 'zod';

/** A delivery with its bytes, as the archive takes it. `headers` is the text of the stored JSON. */
export type ArchivedDelivery = {
  id: string;
  provider: string;
  source: string;
  status: string;
  receivedAt: string;
  remote: string;
  headers: string;
  body: Uint8Array;
};

const schema = z.object({
  id: z.uuid(),
  provider: z.string(),
  source: z.string(),
  status: z.string(),
  receivedAt: z.iso.datetime(),
  remote: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  base64: z.base64().optional(),
});

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A line of an archive file: JSON, with the bytes as text, or as base64 where they are not UTF-8. Ends with a line feed. */
export function writeLine({ body, headers, ...delivery }: ArchivedDelivery): Buffer {
  const line = JSON.stringify({ ...delivery, headers: JSON.parse(headers) as unknown, ...asText(body) });
  return Buffer.from(`${line}\n`);
}

function asText(body: Uint8Array): { body: string } | { base64: string } {
  try {
    return { body: decoder.decode(body) };
  } catch {
    return { base64: Buffer.from(body).toString('base64') };
  }
}

/** Parses such a line. Throws the error of the JSON or of its schema. */
export function readLine(line: Uint8Array): ArchivedDelivery {
  const { body, base64, headers, ...delivery } = schema.parse(JSON.parse(decoder.decode(line)));
  if (body === undefined && base64 === undefined) throw new Error(`The line of ${delivery.id} has no body`);
  return {
    ...delivery,
    headers: JSON.stringify(headers),
    body: body === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(body),
  };
}
