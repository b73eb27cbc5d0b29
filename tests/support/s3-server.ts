import { hash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import aws4 from 'aws4';

/**
 * What goes wrong with a request. `hangs`: it gets no answer. `cut-request`, `cut-answer`: the connection ends in the middle of what is
 * sent. `lost-answer`: it is fulfilled, and the connection ends before the answer. `short-answer`: half of the bytes are left out, and
 * the answer ends as if it were whole.
 */
export type S3Fault =
  | { status: number; code?: string; headers?: Record<string, string> }
  | 'hangs'
  | 'cut-request'
  | 'cut-answer'
  | 'lost-answer'
  | 'short-answer';

export type S3Server = {
  port: number;
  /** The content of the bucket, by key. */
  objects: Map<string, Buffer>;
  /** The requests in order, also those without an answer. */
  requests: { method: string; path: string }[];
  /** What happens to the next requests; `null` for one that is served. */
  faults: (S3Fault | null)[];
  /** The settings of the environment that lead here. */
  settings: Readonly<
    Record<'AWS_ENDPOINT_URL_S3' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_REGION', string>
  >;
  stop(): Promise<void>;
};

export const BUCKET = 'fairlead-archive';
export const S3_KEY = { accessKeyId: 'AKIDOFTESTS', secretAccessKey: 'secret/of+the=tests' };
const REGION = 'eu-test-1';

/**
 * Starts an object store with one bucket, which speaks as much of S3 as the archive needs: it stores, reads ranges, and lists. It checks each
 * signature with an implementation that is not the one of the product, and refuses bytes that are not those that were signed.
 */
export async function startS3Server(given: { port?: number; objects?: Map<string, Buffer> } = {}): Promise<S3Server> {
  const { objects = new Map<string, Buffer>() } = given;
  const requests: S3Server['requests'] = [];
  const faults: S3Server['faults'] = [];
  const server = createServer(async (request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '' });
    const fault = faults.shift() ?? null;
    if (fault === 'cut-request') return request.once('readable', () => request.socket.destroy());
    const body = await readAll(request).catch(() => null);
    if (body === null || fault === 'hangs') return;
    const answer = fault !== null && typeof fault === 'object' ? refusal(fault) : answerTo(request, body, objects);
    if (fault === 'lost-answer') return request.socket.destroy();
    respond(response, answer, fault);
  });
  await new Promise<void>((listening) => server.listen(given.port ?? 0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    objects,
    requests,
    faults,
    settings: {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: S3_KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: S3_KEY.secretAccessKey,
      AWS_REGION: REGION,
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Answer = { status: number; headers?: Record<string, string | number>; body?: Buffer };

function refusal({
  status,
  code,
  headers = {},
}: {
  status: number;
  code?: string;
  headers?: Record<string, string>;
}): Answer {
  if (code === undefined) return { status, headers };
  // As AWS does, it repeats what nobody should read in a log.
  const secrets = `<AWSAccessKeyId>${S3_KEY.accessKeyId}</AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256</StringToSign>`;
  return { status, headers, body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code>${secrets}</Error>`) };
}

function respond(response: ServerResponse, { status, headers = {}, body }: Answer, fault: S3Fault | null): void {
  const half = body?.subarray(0, body.byteLength / 2);
  const sent = fault === 'short-answer' ? half : body;
  response.writeHead(status, { ...headers, 'content-length': sent?.byteLength ?? 0 });
  if (fault === 'cut-answer') response.write(half ?? '', () => response.destroy());
  else response.end(sent);
}

function answerTo(request: IncomingMessage, body: Buffer, objects: Map<string, Buffer>): Answer {
  const { method, headers } = request;
  const problem = problemOf(request, body);
  if (problem) return refusal(problem);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const [, bucket = '', ...rest] = decodeURIComponent(pathname).split('/');
  const key = rest.join('/');
  if (bucket !== BUCKET) return refusal({ status: 404, code: 'NoSuchBucket' });
  if (method === 'GET' && key === '') return list(searchParams, objects);
  if (method === 'PUT' && key !== '') {
    objects.set(key, body);
    return { status: 200, headers: { etag: `"${hash('md5', body)}"` } };
  }
  if (method === 'GET') return read(objects.get(key), headers.range);
  return refusal({ status: 501, code: 'NotImplemented' });
}

/** What is wrong with a request, in the order in which stores look: the key, the signature, the time, then the bytes. */
function problemOf(request: IncomingMessage, body: Buffer): { status: number; code: string } | null {
  const { headers, method = '', url: path = '' } = request;
  const authorization = headers.authorization ?? '';
  const [, keyId, region, names = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+),/.exec(
      authorization,
    ) ?? [];
  if (keyId !== S3_KEY.accessKeyId) return { status: 403, code: 'InvalidAccessKeyId' };
  if (region !== REGION) return { status: 400, code: 'AuthorizationHeaderMalformed' };
  const signed = Object.fromEntries(names.split(';').map((name) => [name, String(headers[name])]));
  const again = aws4.sign({ service: 's3', region, method, path, headers: signed }, S3_KEY);
  const date = String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:');
  if (!('host' in signed && 'x-amz-date' in signed && 'x-amz-content-sha256' in signed))
    return { status: 403, code: 'AccessDenied' };
  if (again.headers?.Authorization !== authorization) return { status: 403, code: 'SignatureDoesNotMatch' };
  if (!(Math.abs(Date.now() - Date.parse(date)) < 15 * 60_000)) return { status: 403, code: 'RequestTimeTooSkewed' };
  if (method === 'PUT' && headers['content-length'] === undefined) return { status: 411, code: 'MissingContentLength' };
  if (headers['x-amz-content-sha256'] !== hash('sha256', body))
    return { status: 400, code: 'XAmzContentSHA256Mismatch' };
  const checksum = headers['x-amz-checksum-sha256'];
  if (method === 'PUT' && checksum !== hash('sha256', body, 'base64')) return { status: 400, code: 'BadDigest' };
  return null;
}

function list(search: URLSearchParams, objects: Map<string, Buffer>): Answer {
  const keys = [...objects.keys()].filter((key) => key.startsWith(search.get('prefix') ?? '')).sort();
  const shown = keys.slice(0, Number(search.get('max-keys') ?? 1000));
  const contents = shown.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  return { status: 200, body: Buffer.from(`<ListBucketResult>${contents}</ListBucketResult>`) };
}

function read(object: Buffer | undefined, range: string | undefined): Answer {
  if (!object) return refusal({ status: 404, code: 'NoSuchKey' });
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (first === undefined || last === undefined) return { status: 200, body: object };
  if (Number(first) >= object.byteLength) return refusal({ status: 416, code: 'InvalidRange' });
  const body = object.subarray(Number(first), Number(last) + 1);
  const contentRange = `bytes ${first}-${Number(first) + body.byteLength - 1}/${object.byteLength}`;
  return { status: 206, headers: { 'content-range': contentRange }, body };
}
