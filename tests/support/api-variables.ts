import { type Api, CREDENTIALS } from '#lib/emulator/index.ts';

/** The environment variables to reach the emulated providers, without a practical rate limit. */
export function variablesOf({ urls }: Pick<Api, 'urls'>): Record<string, string> {
  return {
    FLEXPORT_API_URL: urls.flexport,
    FLEXPORT_CLIENT_ID: CREDENTIALS.flexport.clientId,
    FLEXPORT_CLIENT_SECRET: CREDENTIALS.flexport.clientSecret,
    FLEXPORT_API_PER_SECOND: '10000',
    MVMNT_API_URL: `${urls.mvmnt}/v1`,
    MVMNT_TOKEN_URL: `${urls.mvmnt}/oauth2/token`,
    MVMNT_CLIENT_ID: CREDENTIALS.mvmnt.clientId,
    MVMNT_CLIENT_SECRET: CREDENTIALS.mvmnt.clientSecret,
    MVMNT_API_PER_SECOND: '10000',
  };
}
