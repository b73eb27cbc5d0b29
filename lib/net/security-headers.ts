/** What no page of ours needs, so that no script in it can ask for it. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/** The header that holds a browser to TLS for two years. Browsers ignore it on plain HTTP. */
export const HSTS = 'strict-transport-security';
export const strictTransport = `max-age=${2 * 365 * 86_400}; includeSubDomains`;

/**
 * The headers of every response, pages, files and API alike. Beside them stand the policy for content, and `HSTS` when the
 * browser came over TLS.
 */
export function securityHeaders(): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': PERMISSIONS.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** What answers that are no page are allowed: nothing. For JSON, CSV, plain text, as OWASP's REST security cheat sheet has it. */
export const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

export type PolicyOptions = {
  /** Of this one response; null for a page that was made at build time and cannot hold one. */
  nonce: string | null;
  /** The development server evaluates code and talks over a socket. */
  dev: boolean;
  secure: boolean;
};

/**
 * The Content-Security-Policy of a page. Scripts run when they carry the nonce of this response, or are loaded by one that
 * does. Style attributes are allowed: charts and layout set them on the server; style elements need the nonce.
 */
export function contentSecurityPolicy({ nonce, dev, secure }: PolicyOptions): string {
  const scripts = nonce === null ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"];
  const styles = nonce === null || dev ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`];
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': [...scripts, ...(dev ? ["'unsafe-eval'"] : [])],
    'style-src': styles,
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(dev ? ['ws:'] : [])],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    ...(secure && { 'upgrade-insecure-requests': [] }),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}
