/**
 * The beginning of the body of a delivery that an initial synchronisation fetched, as `writeReconcileEnvelope` writes it, for
 * PostgreSQL; earlier versions called it `first`.
 */
export const INITIAL = '^\\{"by":\\{"run":"[^"]*","scope":"(initial|first)"\\}';
