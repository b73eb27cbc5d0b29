import { expect, it } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { s3Location } from './location.ts';

const KEY = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };
const AWS = { ...KEY, AWS_REGION: 'eu-central-1' };
const MINIO = { ...KEY, AWS_ENDPOINT_URL_S3: 'https://minio.internal:9000/' };

it.each([
  ['s3://bodies', AWS, 'https://bodies.s3.eu-central-1.amazonaws.com', '', 'eu-central-1'],
  ['s3://bodies/', AWS, 'https://bodies.s3.eu-central-1.amazonaws.com', '', 'eu-central-1'],
  ['s3://bodies/a/b', AWS, 'https://bodies.s3.eu-central-1.amazonaws.com', 'a/b/', 'eu-central-1'],
  ['s3://bodies.acme', AWS, 'https://s3.eu-central-1.amazonaws.com/bodies.acme', '', 'eu-central-1'],
  [
    's3://bodies',
    { ...AWS, AWS_REGION: 'cn-north-1' },
    'https://bodies.s3.cn-north-1.amazonaws.com.cn',
    '',
    'cn-north-1',
  ],
  ['s3://bodies/a', MINIO, 'https://minio.internal:9000/bodies', 'a/', 'us-east-1'],
  ['s3://bodies', { ...MINIO, AWS_REGION: 'garage' }, 'https://minio.internal:9000/bodies', '', 'garage'],
])('%s with %o is at %s', (place, settings, bucketUrl, prefix, region) => {
  const env = parseEnv({ ...settings, ARCHIVE_DIR: place });
  expect(s3Location(place, env)).toMatchObject({ place, bucketUrl, prefix, region });
});

it('anything else is a folder', () => {
  expect(['archive', '../s3', '/mnt/s3:/x', 's3/bodies'].map((place) => s3Location(place, parseEnv({})))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('temporary credentials have a session token', () => {
  const env = parseEnv({ ...AWS, AWS_SESSION_TOKEN: 'token' });
  expect(s3Location('s3://bodies', env)?.credentials).toEqual({
    accessKeyId: 'AKID',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
});

it.each([
  [{ ARCHIVE_DIR: 's3://bodies' }, /^AWS_ACCESS_KEY_ID must.*\nAWS_SECRET_ACCESS_KEY must.*\nAWS_REGION must/],
  [{ ARCHIVE_DIR: 's3://bodies', ...KEY }, /^AWS_REGION must be set where ARCHIVE_DIR is s3:\/\/bucket\/prefix$/],
  [{ ARCHIVE_DIR: 's3://Bodies', ...AWS }, /^ARCHIVE_DIR must be a folder, or s3:\/\/bucket\/prefix$/],
  [{ ARCHIVE_DIR: 's3://bodies/../other', ...AWS }, /^ARCHIVE_DIR must be/],
  [{ ARCHIVE_DIR: 's3:bodies', ...AWS }, /^ARCHIVE_DIR must be/],
  [{ ...AWS, AWS_ENDPOINT_URL_S3: 'minio:9000' }, /^AWS_ENDPOINT_URL_S3 must be a URL that starts with https:\/\/ or/],
  [{ ...AWS, AWS_ENDPOINT_URL_S3: 'https://key:secret@minio' }, /^AWS_ENDPOINT_URL_S3 must be a URL/],
])('%o is refused at the start', (settings, problem) => {
  expect(() => parseEnv(settings)).toThrow(problem);
});

it('a file is restored from a bucket only with its settings, whatever the archive is', () => {
  expect(() => s3Location('s3://bodies', parseEnv(KEY))).toThrow(/^s3:\/\/bodies needs AWS_ACCESS_KEY_ID/);
});
