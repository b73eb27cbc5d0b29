/** Browser features that no page needs, so that no script can request them. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/** The header that makes browsers use TLS for two years. Browsers ignore it on plain HTTP. */
export const HSTS = 'strict-transport-security';
export const strictTransport = `max-age=${2 * 365 * 86_400}; includeSubDomains`;

/** The headers of every response: pages, files and API. In addition there are the Content-Security-Policy and, over TLS, `HSTS`. */
export function securityHeaders(): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': PERMISSIONS.map((feature) => `${feature}=()`).join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

/** The policy of answers that are no page (JSON, CSV, plain text), as in OWASP's REST security cheat sheet. */
export const NO_CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The policy of our workers (`public`): they only fetch from this site. */
export const WORKER_POLICY = "default-src 'none'; connect-src 'self'";

export type PolicyOptions = {
  /** The nonce of this response; null for pages that are built in advance. */
  nonce: string | null;
  /** The development server evaluates code and uses a socket. */
  dev: boolean;
  secure: boolean;
};

/**
 * The Content-Security-Policy of a page. Only scripts with the nonce of this response run, and those that they load. Style
 * attributes are allowed, since charts and layout set them on the server; style elements need the nonce.
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
    'worker-src': ["'self'"],
    // E-mails are shown in frames; pages themselves cannot be framed.
    'frame-src': ["'self'"],
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
