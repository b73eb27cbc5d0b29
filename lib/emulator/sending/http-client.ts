import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export type Answer = { status: number; text: string; retryAfter: number | null };

/** Posts bodies to one server over connections that stay open. */
export class HttpClient {
  readonly #base: URL;
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #request: typeof httpRequest | typeof httpsRequest;

  constructor(baseUrl: string, sockets: number) {
    this.#base = new URL(baseUrl);
    const secure = this.#base.protocol === 'https:';
    const options = { keepAlive: true, maxSockets: sockets };
    this.#agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
    this.#request = secure ? httpsRequest : httpRequest;
  }

  /** Rejects if the server cannot be reached or does not respond within ten seconds. */
  post(path: string, body: string, headers: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    const bytes = Buffer.from(body, 'utf8');
    const common = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': String(bytes.length) };
    const prefix = this.#base.pathname.replace(/\/$/, '');
    const options = {
      method: 'POST',
      agent: this.#agent,
      headers: { ...common, ...headers },
      timeout: 10_000,
      ...(signal && { signal }),
    };
    return new Promise((resolve, reject) => {
      const request = this.#request(new URL(prefix + path, this.#base), options, (response) => {
        read(response).then(resolve, reject);
      });
      request.on('timeout', () => request.destroy(new Error('no answer within 10 s')));
      request.on('error', reject);
      request.end(bytes);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const after = Number(response.headers['retry-after']);
  const retryAfter = Number.isFinite(after) ? after : null;
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8'), retryAfter };
}
