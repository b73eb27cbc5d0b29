import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { id: 'fairlead', secret: 'client-secret-0123456789' };

export type Claims = { sub: string; [claim: string]: unknown };

type Authorisation = { redirectUri: string; nonce: string; challenge: string; claims: Claims };

export type Issuer = {
  url: string;
  /** The claims of the next sign-in. */
  next: Claims;
  /** Signs with this key instead of the published one. */
  forge: boolean;
  stop(): Promise<void>;
};

/** An OpenID Connect issuer over HTTP: discovery, authorisation with PKCE, tokens, keys. It grants every request. */
export async function startIssuer(): Promise<Issuer> {
  const published = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const granted = new Map<string, Authorisation>();
  const server = createServer((request, response) => {
    void answer(request).then(({ status = 200, location, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
      response.end(JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: Issuer = {
    url,
    next: { sub: 'unset' },
    forge: false,
    stop: () => new Promise((closed) => server.close(() => closed())),
  };

  type Answer = { status?: number; location?: string; body?: object };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/.well-known/openid-configuration') return { body: discovery(url) };
    if (pathname === '/keys')
      return {
        body: { keys: [{ ...published.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256' }] },
      };
    if (pathname === '/authorize') return authorise(searchParams);
    if (pathname === '/token') return grant(request);
    return { status: 404 };
  }

  function authorise(parameters: URLSearchParams): Answer {
    const code = randomUUID();
    const redirectUri = parameters.get('redirect_uri') ?? '';
    granted.set(code, {
      redirectUri,
      nonce: parameters.get('nonce') ?? '',
      challenge: parameters.get('code_challenge') ?? '',
      claims: issuer.next,
    });
    return {
      status: 302,
      location: `${redirectUri}?${new URLSearchParams({ code, state: parameters.get('state') ?? '' })}`,
    };
  }

  async function grant(request: IncomingMessage): Promise<Answer> {
    const form = new URLSearchParams(await text(request));
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
    const authorisation = granted.get(form.get('code') ?? '');
    granted.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood = authorisation?.challenge === challenge && authorisation.redirectUri === form.get('redirect_uri');
    if (!authorisation || !isGood || request.headers.authorization !== basic)
      return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: url,
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce: authorisation.nonce,
      ...authorisation.claims,
    };
    const key = issuer.forge ? other.privateKey : published.privateKey;
    return { body: { access_token: 'unused', token_type: 'Bearer', expires_in: 300, id_token: token(key, claims) } };
  }
  return issuer;
}

function discovery(url: string): object {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    userinfo_endpoint: `${url}/userinfo`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}

function token(key: KeyObject, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
