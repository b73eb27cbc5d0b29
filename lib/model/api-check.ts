/**
 * What came of a check of a provider's API. `refused`: it does not accept the keys. `unreachable`: it does not answer. `forbidden`: the
 * keys are accepted and may not read these lists. `unexpected`: it answered what its API should not. `detail` is its own reason.
 */
export type ApiCheck =
  | { outcome: 'connected'; lists: readonly string[] }
  | { outcome: 'refused' | 'unreachable' | 'unexpected'; detail: string }
  | { outcome: 'forbidden'; lists: readonly string[]; detail: string };
