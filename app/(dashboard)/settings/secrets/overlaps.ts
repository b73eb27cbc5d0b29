/** How long the previous secrets stay valid after a new one was added: minutes, and their label. */
export const OVERLAPS = { 60: '1 hour', 1440: '24 hours', 4320: '3 days', 10080: '7 days' } as const;
