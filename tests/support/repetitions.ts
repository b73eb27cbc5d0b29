const isFull = process.env.TEST_REPETITIONS === 'full';

/**
 * How often a test repeats what it does: kills, random stories, generated inputs. `npm run test:full` repeats the first number, which
 * the documents state; `npm test`, and who runs one file, the second, which fits into ten minutes.
 */
export const repetitions = (full: number, short: number): number => (isFull ? full : short);

/** All of a list in `npm run test:full`, else every nth. */
export const spread = <T>(all: readonly T[], every: number): readonly T[] =>
  isFull ? all : all.filter((_, at) => at % every === 0);
