/** The keys of advisory locks that are numbers. Each has its own: who waits for one of them inside a statement must not hold another up. */
export const LOCK_KEYS = {
  /** Processes that start together migrate one after the other. */
  migrations: 7_301_119,
  /** Processes that start together grant the role of the application in turns. */
  appRole: 7_301_120,
  /** Transactions that change ledgers or rows share it; a rebuild takes it exclusively for moments. */
  projections: 7_301_121,
  /** One process builds indexes. */
  indexes: 7_301_122,
  /** With a number of customers: transactions that name them on shipments share it, those that rename them take it exclusively. */
  customerNames: 7_301_123,
  /** Transactions that compute targets of exceptions share it; a change of the working hours takes it exclusively. */
  workingHours: 7_301_144,
} as const;
