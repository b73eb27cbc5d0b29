/** The keys of labels, as the list that an enum of zod takes. There is at least one. */
export function namesOf<Name extends string>(labels: Readonly<Record<Name, string>>): [Name, ...Name[]] {
  return Object.keys(labels) as [Name, ...Name[]];
}
