import { redirect } from 'next/navigation';

export default function ReconciliationPage() {
  redirect('/reconciliation/runs');
}
