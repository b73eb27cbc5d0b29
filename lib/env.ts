import { z } from 'zod';
import { Misconfigured } from './errors.ts';

const secret = (least: number) => z.string().min(least, `must have at least ${least} characters`);

const flagOf = (unset: 'true' | 'false') =>
  z
    .enum(['true', 'false'], 'must be true or false')
    .default(unset)
    .transform((text) => text === 'true');
const flag = flagOf('false');

const SLACK_API = 'https://slack.com/api';

/** A bucket, and folders in it: `s3://bucket/prefix`. Of the characters that all object stores and URLs take as they are. */
export const S3_PLACE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/\w[\w.-]*)*)\/?$/;

const variables = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  WORKER_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  MIGRATION_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis://')
    .optional(),
  QUEUE: z.enum(['pg-boss', 'bullmq'], 'must be pg-boss or bullmq').default('pg-boss'),
  DATA_DIR: z.string().default('.data'),
  ARCHIVE_DIR: z
    .string()
    .refine((text) => !text.startsWith('s3:') || S3_PLACE.test(text), 'must be a folder, or s3://bucket/prefix')
    .optional(),
  ARCHIVE_AFTER_MONTHS: z.coerce.number().int().min(1, 'must be 1 or more').max(1200).optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_REGION: z
    .string()
    .regex(/^[\w-]+$/, 'must be a region, such as eu-central-1')
    .optional(),
  AWS_ENDPOINT_URL_S3: z
    .string()
    .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, 'must be a URL that starts with https:// or http://')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('must be a URL').optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUSTED_PROXIES: z.string().optional(),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().min(0).max(600).default(0),
  APP_URL: z.url('must be a URL').optional(),
  OFFLINE_PAGE: flagOf('true'),
  AUTH_SECRET: secret(32).optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  ADMIN_PASSWORD: secret(10).optional(),
  SMTP_URL: z
    .string()
    .refine(
      (text) => /^smtps?:\/\//.test(text) && URL.canParse(text),
      'must be a URL that starts with smtp:// or smtps://',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
      'must be an e-mail address or Name <address>',
    )
    .optional(),
  MAIL_BOUNCE_ADDRESS: z
    .string()
    .regex(
      /^[^\s<>@+]{1,15}@[^\s<>@]+$/,
      'must be an e-mail address with at most 15 characters before the @, without +',
    )
    .optional(),
  BOUNCE_TOKEN: secret(16).optional(),
  MAILGUN_SIGNING_KEY: secret(16).optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, 'must be a bot token, xoxb-…')
    .optional(),
  SLACK_SIGNING_SECRET: secret(16).optional(),
  SLACK_API_URL: z.url('must be a URL').default(SLACK_API),
  SLACK_USERS: z
    .string()
    .regex(
      /^\s*[A-Z0-9]+\s*=[^=,\s]+@[^=,\s]+(\s*,\s*[A-Z0-9]+\s*=[^=,\s]+@[^=,\s]+)*\s*$/,
      'must be ID=address, separated by commas',
    )
    .optional(),
  NOTICE_PRIVATE_NETWORKS: flag,
  NOTICE_CONFIRMED_DOMAINS: z
    .string()
    .regex(/^\s*[\w-]+(\.[\w-]+)*(\s*,\s*[\w-]+(\.[\w-]+)*)*\s*$/, 'must be domains, separated by commas')
    .optional(),
  AUTH_OIDC_ISSUER: z
    .url('must be a URL')
    .refine(
      (text) => /^(https:|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])/.test(`${text}/`),
      'must start with https://',
    )
    .optional(),
  AUTH_OIDC_ID: z.string().optional(),
  AUTH_OIDC_SECRET: z.string().optional(),
  AUTH_OIDC_TRUST_EMAIL: flag,
  AUTH_OIDC_LINK_ACCOUNTS: flag,
  AUTH_OIDC_ALLOWED_DOMAINS: z.string().optional(),
  AUTH_OIDC_ALLOWED_GROUPS: z.string().optional(),
  AUTH_OIDC_GROUPS_CLAIM: z.string().default('groups'),
  API_TOKEN: secret(16).optional(),
  CRON_SECRET: secret(16).optional(),
});

const schema = variables
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    message: 'must be set where SMTP_URL is',
  })
  .refine(({ QUEUE, REDIS_URL }) => QUEUE !== 'bullmq' || REDIS_URL !== undefined, {
    path: ['REDIS_URL'],
    message: 'must be set where QUEUE is bullmq',
  })
  .superRefine((given, context) => {
    if (!given.ARCHIVE_DIR?.startsWith('s3:')) return;
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION = given.AWS_ENDPOINT_URL_S3 } = given;
    for (const [key, value] of Object.entries({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION })) {
      const message = 'must be set where ARCHIVE_DIR is s3://bucket/prefix';
      if (value === undefined) context.addIssue({ code: 'custom', path: [key], message });
    }
  });

/** The parsed configuration. Providers read their own keys from `raw`. */
export type Env = z.infer<typeof schema> & { raw: Readonly<Record<string, string | undefined>> };

/** Parses variables; empty ones count as not set. Throws `Misconfigured` with a line for each mistake. */
export function parseEnv(raw: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new Misconfigured(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  return { ...parsed.data, raw: given };
}

const slot = Symbol.for('fairlead.env');
const shared = globalThis as { [slot]?: Env };

/**
 * The environment of this process, parsed once. The self-hosted server and the code that Next bundled apart from it run
 * in one process and share it through the global object.
 */
export function env(): Env {
  shared[slot] ??= parseEnv(process.env);
  return shared[slot];
}

/** Adds generated variables (the embedded database's URL, secrets) to the environment of this process. */
export function extendEnv(additions: Readonly<Record<string, string>>): Env {
  shared[slot] = parseEnv({ ...process.env, ...shared[slot]?.raw, ...additions });
  return shared[slot];
}

/** Auth.js reads the address of the application only from the environment of the process. */
export function publishAppUrl(): void {
  const url = env().APP_URL;
  if (url) process.env.AUTH_URL = new URL(url).origin;
}
