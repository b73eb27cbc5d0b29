import { hash } from 'node:crypto';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * A fingerprint of an object as a provider states it. Differences of notation do not change it: the order of keys and of lists, an
 * empty text or a missing key instead of null, one instant with another offset.
 */
export function fingerprint(raw: unknown): string {
  return hash('sha256', canonicalText(raw), 'base64url');
}

/** Whether a text is an instant: a date and a time with an offset or `Z`. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text);
}

function canonicalText(value: unknown): string {
  if (typeof value === 'string') return isInstant(value) ? instant(value) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).sort().join()}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => !isEmpty(one));
    return `{${entries
      .map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`)
      .sort()
      .join()}}`;
  }
  return JSON.stringify(value ?? null);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function instant(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? JSON.stringify(text) : String(at);
}
