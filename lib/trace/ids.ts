import { type IdGenerator, RandomIdGenerator } from '@opentelemetry/sdk-trace';

/** Ids of OpenTelemetry: 32 and 16 hexadecimal digits. */
export type Ids = { traceId: string; spanId: string };

/**
 * The ids of the first span of a delivery, which every process derives from the id of the delivery (a UUID). So a trace continues through
 * the database and either engine of the queue, and nothing about it has to be stored.
 */
export function idsOf(deliveryId: string): Ids {
  const traceId = deliveryId.replaceAll('-', '').toLowerCase();
  return { traceId, spanId: traceId.slice(16) };
}

/** Generates random ids, except for the span that `begin` starts. */
export function idGenerator(): IdGenerator & { begin<T>(ids: Ids, start: () => T): T } {
  const random = new RandomIdGenerator();
  let given: Ids | undefined;
  return {
    generateTraceId: () => given?.traceId ?? random.generateTraceId(),
    generateSpanId: () => given?.spanId ?? random.generateSpanId(),
    begin(ids, start) {
      given = ids;
      try {
        return start();
      } finally {
        given = undefined;
      }
    },
  };
}
