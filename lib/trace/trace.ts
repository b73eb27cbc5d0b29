/** A step on the way of a delivery, from its receipt to the open pages. Times in milliseconds since 1970, UTC. */
export type Step = {
  name: string;
  begunAt: number;
  endedAt: number;
  attributes: Readonly<Record<string, string | number | boolean>>;
  /** Why the step failed. */
  error?: string;
};

/** Receives steps; `isFirst` is the step that begins the trace of the delivery. */
export type Recorder = (deliveryId: string, step: Step, isFirst: boolean) => void;

const slot = Symbol.for('fairlead.trace');
/** Next bundles routes separately, so the recorder is on the global object. */
const shared = globalThis as { [slot]?: Recorder };

/** Whether this process records traces. */
export function isTraced(): boolean {
  return shared[slot] !== undefined;
}

/** Sends all steps of this process to a recorder; undefined ends that. */
export function recordTo(recorder: Recorder | undefined): void {
  if (recorder) shared[slot] = recorder;
  else delete shared[slot];
}

/** Records a step of a delivery, if this process records traces. The receipt of the delivery is its first one. */
export function recordStep(deliveryId: string, step: Step, isFirst = false): void {
  shared[slot]?.(deliveryId, step, isFirst);
}

/** A time of `performance.now()` in milliseconds since 1970. */
export function epochOf(performanceTime: number): number {
  return performance.timeOrigin + performanceTime;
}
