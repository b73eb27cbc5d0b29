import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from '#lib/problem.ts';
import { gatewayHeaders } from './send-json.ts';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Fairlead</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;display:grid;place-items:center;min-height:90vh;margin:0}</style>
<main><h1>Fairlead is starting</h1><p>Webhooks are already being received. The pages appear here automatically.</p></main>`;

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Answers for the pages until they are ready: a page that reloads itself, or 503 with `Retry-After` for programs. */
export function startingPage(request: IncomingMessage, response: ServerResponse): void {
  const html = request.headers.accept?.includes('text/html') ?? false;
  const body = html ? PAGE : JSON.stringify(problem(503, 'Fairlead is starting; webhooks are received already'));
  const type = html ? 'text/html; charset=utf-8' : 'application/problem+json';
  response
    .writeHead(503, {
      ...gatewayHeaders(),
      ...(html && { 'content-security-policy': PAGE_POLICY }),
      'content-type': type,
      'cache-control': 'no-store',
      'retry-after': '2',
    })
    .end(body);
}
