import type { z } from 'zod';

/** A rule about several fields. `needs` are those that it reads; `field` is the one that its message is shown beside. */
export type Rule<Input> = {
  field: keyof Input & string;
  needs: readonly (keyof Input & string)[];
  holds: (input: Input) => boolean;
  message: string;
};

/**
 * A schema with rules. Each rule is checked as soon as the fields that it needs are valid themselves, so that all mistakes of a form are
 * shown at once.
 */
export function withRules<Schema extends z.ZodObject, Input>(schema: Schema, rules: readonly Rule<Input>[]): Schema {
  return rules.reduce(
    (refined, { field, needs, holds, message }) =>
      refined.refine((input) => holds(input as Input), {
        path: [field],
        message,
        when: ({ value, issues }) =>
          typeof value === 'object' &&
          value !== null &&
          !issues.some(({ path = [] }) => path[0] === undefined || needs.some((need) => need === path[0])),
      }),
    schema,
  );
}

/** The rules that some fields break, of those that read one of `changed` and nothing but `known` fields. */
export function brokenRules<Input extends object>(
  rules: readonly Rule<Input>[],
  input: Input,
  { known, changed }: { known: readonly string[]; changed: readonly string[] },
): Rule<Input>[] {
  return rules.filter(
    ({ needs, holds }) =>
      needs.every((need) => known.includes(need)) && needs.some((need) => changed.includes(need)) && !holds(input),
  );
}
