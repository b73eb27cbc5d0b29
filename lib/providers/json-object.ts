/** A parsed JSON object with unchecked values. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object, not null and not a list. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object without empty keys: an absent key means not stated. */
export function stated<T extends object>(fields: T): T {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value;
  return kept as T;
}
