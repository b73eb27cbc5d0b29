import type { Cost } from '#tests/bench/simulate/costs.ts';

/** CPU seconds of `things` that were done in `groups`. */
export type Run = { things: number; groups: number; seconds: number };

/**
 * The cost of each thing and of each group, from a run in large groups and one in small ones: two equations. Where measuring errors
 * would make one of them negative it is 0.
 */
export function fitCost(large: Run, small: Run): Cost {
  const determinant = large.things * small.groups - small.things * large.groups;
  const each = (large.seconds * small.groups - small.seconds * large.groups) / determinant;
  const group = (large.things * small.seconds - small.things * large.seconds) / determinant;
  if (group < 0) return { each: large.seconds / large.things, group: 0 };
  if (each < 0) return { each: 0, group: small.seconds / small.groups };
  return { each, group };
}
