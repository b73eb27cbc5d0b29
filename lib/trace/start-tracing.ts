import { env } from '#lib/env.ts';
import { isTraced, recordTo } from './trace.ts';

/**
 * Starts to send traces by OTLP over HTTP if `OTEL_EXPORTER_OTLP_ENDPOINT` (or that of traces) is set, once in a process. `part` is the
 * process: gateway, worker or pages. Resolves to a function that sends what is left and ends it. Without the variable nothing is loaded.
 */
export async function startTracing(part: string): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = env().raw;
  if (!(OTEL_EXPORTER_OTLP_ENDPOINT ?? OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) || isTraced()) return async () => {};
  const { openExporter } = await import('./exporter.ts');
  const { recorder, stop } = openExporter(part, env());
  recordTo(recorder);
  return async () => {
    recordTo(undefined);
    await stop();
  };
}
