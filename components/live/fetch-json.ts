/** Fetches from a route of ours. Throws unless it answers 200; without a session it goes to the sign-in page. */
export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.status === 401) window.location.reload();
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.json();
}
