/** An instant for which deriving gives the stored rows: now, or just before they were due. */
export function asShown(dueAt: string | null, asOf: string): string {
  return dueAt === null || dueAt > asOf ? asOf : new Date(Date.parse(dueAt) - 1).toISOString();
}
