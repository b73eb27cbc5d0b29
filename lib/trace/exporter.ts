import { setTimeout as sleep } from 'node:timers/promises';
import { context, DiagLogLevel, diag, ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { idGenerator, idsOf } from './ids.ts';
import type { Recorder } from './trace.ts';

/** How long the end of a process waits for the last spans. */
const STOP_TIMEOUT_MS = 2_000;
/** How often at most an unreachable collector is logged. */
const WARN_EVERY_MS = 60_000;

/**
 * Sends spans in the background, and drops them when they pile up: an unreachable collector delays nothing. The provider is also the
 * global one, so that spans of Next are sent too.
 */
export function openExporter(part: string, settings: Env): { recorder: Recorder; stop: () => Promise<void> } {
  warnOfErrors();
  const ids = idGenerator();
  const provider = new TracerProvider({
    resource: resourceOf(part, settings),
    idGenerator: ids,
    // By the id of the trace alone, so that each process decides the same for a delivery.
    sampler: new TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer('fairlead');
  return {
    recorder(deliveryId, { name, begunAt, endedAt, attributes, error }, isFirst) {
      const first = idsOf(deliveryId);
      const options = { startTime: begunAt, attributes: { 'fairlead.delivery': deliveryId, ...attributes } };
      const under = trace.setSpanContext(ROOT_CONTEXT, { ...first, traceFlags: TraceFlags.SAMPLED, isRemote: true });
      const span = isFirst
        ? ids.begin(first, () => tracer.startSpan(name, options, ROOT_CONTEXT))
        : tracer.startSpan(name, options, under);
      if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
      span.end(endedAt);
    },
    // A collector that does not answer holds up no shutdown.
    stop: () => Promise.race([provider.shutdown().catch(() => {}), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]),
  };
}

/** `OTEL_SERVICE_NAME` names the installation; each process is a service of it. */
function resourceOf(part: string, { OTEL_SERVICE_NAME: name = 'fairlead' }: Env) {
  return defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ 'service.name': `${name}-${part}`, 'service.namespace': name }));
}

function warnOfErrors(): void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  const warn = (reason: string) => {
    if (performance.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = performance.now();
    log.warn({ reason: reason.slice(0, 500) }, 'traces cannot be sent');
  };
  const nothing = () => {};
  diag.setLogger({ error: warn, warn, info: nothing, debug: nothing, verbose: nothing }, DiagLogLevel.WARN);
}
