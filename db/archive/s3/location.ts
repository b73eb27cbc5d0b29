import { type Env, S3_PLACE } from '#lib/env.ts';
import { Misconfigured } from '#lib/errors.ts';

/** A place in an object store, and what requests to it are signed with. */
export type S3Location = {
  /** As the operator named it: `s3://bucket/prefix`. */
  place: string;
  /** The URL of the bucket. A key follows after a slash. */
  bucketUrl: string;
  /** What the key of each file begins with: nothing, or folders with a slash at the end. */
  prefix: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** What `us-east-1` means to stores other than AWS: their only region. */
const DEFAULT_REGION = 'us-east-1';

/** Reads `s3://bucket/prefix` with the settings that belong to it; null for anything else. Throws `Misconfigured` where one is missing. */
export function s3Location(place: string, settings: Env): S3Location | null {
  if (!place.startsWith('s3:')) return null;
  const [, bucket, path = ''] = S3_PLACE.exec(place) ?? [];
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION } = settings;
  const endpoint = settings.AWS_ENDPOINT_URL_S3;
  const region = AWS_REGION ?? (endpoint && DEFAULT_REGION);
  if (!bucket || !accessKeyId || !secretAccessKey || !region)
    throw new Misconfigured([`${place} needs AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION`]);
  const sessionToken = settings.AWS_SESSION_TOKEN;
  return {
    place,
    bucketUrl: urlOf(bucket, region, endpoint),
    prefix: path === '' ? '' : `${path.slice(1)}/`,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
  };
}

/**
 * The bucket is the first part of the path wherever an endpoint is given, which all compatible stores understand. With AWS it is part of
 * the host, unless it has a dot, which the certificate would not cover.
 */
function urlOf(bucket: string, region: string, endpoint: string | undefined): string {
  if (endpoint) return `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  return bucket.includes('.') ? `https://${host}/${bucket}` : `https://${bucket}.${host}`;
}
