export const ROLES = ['viewer', 'operator', 'admin'] as const;
/** viewer: read. operator: also replay, reconcile and submit requests. admin: also manage users. Each includes those before it. */
export type Role = (typeof ROLES)[number];

/** Parses a role; anything unknown is the lowest one. */
export function parseRole(text: string | null | undefined): Role {
  return ROLES.find((role) => role === text) ?? 'viewer';
}

export function includesRole(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(needed);
}
