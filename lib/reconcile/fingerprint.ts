import { hash } from 'node:crypto';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * A fingerprint of what a provider states about a thing. What differs in notation only has the same one: the order of keys
 * and of lists, an empty text or a missing key for null, one instant in another offset.
 */
export function fingerprint(raw: unknown): string {
  return hash('sha256', plain(raw), 'base64url');
}

/** Whether a text is an instant: a date with a clock and an offset, or `Z`. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text);
}

function plain(value: unknown): string {
  if (typeof value === 'string') return isInstant(value) ? instant(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plain).sort().join()}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => !isNothing(one));
    return `{${entries
      .map(([key, one]) => `${JSON.stringify(key)}:${plain(one)}`)
      .sort()
      .join()}}`;
  }
  return JSON.stringify(value ?? null);
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function instant(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? JSON.stringify(text) : String(at);
}
