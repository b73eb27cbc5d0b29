import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem } from '#lib/problem.ts';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Fairlead</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;display:grid;place-items:center;min-height:90vh;margin:0}</style>
<main><h1>Fairlead is starting</h1><p>Webhooks are being received. The screens are built and appear here by themselves.</p></main>`;

/** Answers for the screens while they are not there yet: browsers look again, programs are told when to. */
export function whileStarting(request: IncomingMessage, response: ServerResponse): void {
  const html = request.headers.accept?.includes('text/html') ?? false;
  const body = html ? PAGE : JSON.stringify(problem(503, 'Fairlead is starting; webhooks are received already'));
  const type = html ? 'text/html; charset=utf-8' : 'application/problem+json';
  response.writeHead(503, { 'content-type': type, 'retry-after': '2' }).end(body);
}
