/** The two views of the reconciliation. */
export const TABS = [
  { key: 'runs', label: 'Runs', href: '/reconciliation/runs' },
  { key: 'drift', label: 'Corrected values', href: '/reconciliation/drift' },
];
