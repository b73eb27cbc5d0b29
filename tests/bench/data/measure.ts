import { API_TOKEN } from '#tests/support/server.ts';

/** A request: its name in the table, its path, and the limit of its p95. */
export type Question = { name: string; path: string; within: number };
export type Answered = Question & { p50: number; p95: number };

/** The number of requests before and during the measurement. */
const WARM = 3;
const TIMES = 40;

/**
 * Measures requests to the running product over HTTP to the last byte, one at a time: the time of the server
 * and a little more. `cookie` is a session, for pages. Throws on any response but 200.
 */
export async function measureRequests(
  url: string,
  questions: readonly Question[],
  cookie: string,
  note: (line: string) => void,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const question of questions) {
    const times: number[] = [];
    for (let turn = 0; turn < WARM + TIMES; turn += 1) {
      const begun = performance.now();
      const headers = question.path.startsWith('/api/') ? { authorization: `Bearer ${API_TOKEN}` } : { cookie };
      const response = await fetch(url + question.path, { headers });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${question.path}: ${response.status} ${text.slice(0, 200)}`);
      if (turn >= WARM) times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
    answers.push({ ...question, p50: at(0.5), p95: at(0.95) });
    note(`${question.name}: p95 ${at(0.95)} ms${at(0.95) > question.within ? ', over its bar' : ''}`);
  }
  return answers;
}
