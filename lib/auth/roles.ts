export const ROLES = ['viewer', 'operator', 'admin'] as const;
/** What a person may do: look, also act on what came in, also manage people. Each includes the ones before it. */
export type Role = (typeof ROLES)[number];

/** Reads a role; anything unknown is the least of them. */
export function parseRole(text: string | null | undefined): Role {
  return ROLES.find((role) => role === text) ?? 'viewer';
}

export function includesRole(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(needed);
}
