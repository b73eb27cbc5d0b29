import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request with its whole body. `path` is relative to the provider's base URL, without the query. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  text: string;
};

export type Reply = { status: number; headers: Record<string, string>; text: string };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    text: JSON.stringify(body),
  };
}

/** The body as an object; null if it is not one. */
export function objectOf(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** `Bearer …`; empty when there is none. */
export function bearerOf({ headers }: Call): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export function send(response: ServerResponse, { status, headers, text }: Reply): void {
  const bytes = Buffer.from(text, 'utf8');
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  response.end(bytes);
}
