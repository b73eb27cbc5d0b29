/** All permutations of a list. */
export function* permutations<T>(things: readonly T[]): Generator<T[]> {
  if (things.length === 0) yield [];
  for (const [at, first] of things.entries()) {
    for (const rest of permutations([...things.slice(0, at), ...things.slice(at + 1)])) yield [first, ...rest];
  }
}
