/** The health check of a container: exits with 0 if the web or worker process in it answers 200 at a path, by default that it lives. */
import { argv, env, exit } from 'node:process';

const url = `http://127.0.0.1:${env.PORT ?? 3000}${argv[2] ?? '/api/health/live'}`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
exit(answer?.status === 200 ? 0 : 1);
