/** Numbers of a seeded sequence. */
export type Random = {
  /** From 0 to below 1. */
  uniform(): number;
  /** Exponentially distributed. */
  exponential(mean: number): number;
};

/** The same seed gives the same numbers on every machine (a 32-bit mixing function over a counter). */
export function openRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  return { uniform, exponential: (mean) => -Math.log(1 - uniform()) * mean };
}
