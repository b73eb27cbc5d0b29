/** Next calls this once at the start of a process that answers pages, also where `server.ts` does not run, as on Vercel. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startTracing } = await import('./lib/trace/start-tracing.ts');
  await startTracing('pages');
}
