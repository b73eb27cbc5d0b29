// Answers a navigation that fails because there is no connection with a page that says so. It stores nothing and answers nothing else:
// no request of a page, no file, no API.

/** The texts of the page, in the language of the user who was signed in last: the address of this script has them. */
const texts = new URL(self.location.href).searchParams;
const text = (name, english) => (texts.get(name) ?? english).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const PAGE = `<!doctype html>
<html lang="${text('language', 'en')}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${text('title', 'No connection')} · Fairlead</title>
    <style>
      :root { color-scheme: light dark; }
      body { margin: 0; min-height: 100dvh; display: grid; place-items: center; font: 0.875rem/1.5 ui-sans-serif, system-ui, sans-serif;
        background: light-dark(#f7f8f9, #0c0f11); color: light-dark(#14191d, #eaeef0); }
      main { max-width: 26rem; padding: 1.5rem; text-align: center; }
      h1 { margin: 0 0 0.25rem; font-size: 1rem; }
      p { margin: 0 0 1rem; color: light-dark(#4a545c, #a9b3bb); }
      a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 1rem; border-radius: 6px; font-weight: 500;
        background: light-dark(#2257d6, #3c6df0); color: #fff; text-decoration: none; }
    </style>
  </head>
  <body>
    <main>
      <h1>${text('title', 'No connection')}</h1>
      <p>${text('text', 'Fairlead cannot be reached. This page opens by itself when the connection is back.')}</p>
      <a href="">${text('again', 'Try again')}</a>
    </main>
    <script>
      const again = () => fetch('/api/health/live', { cache: 'no-store' }).then((answer) => answer.ok && location.reload(), () => {});
      addEventListener('online', again);
      setInterval(again, 3000);
    </script>
  </body>
</html>`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { method, mode, destination } = event.request;
  if (method !== 'GET' || mode !== 'navigate' || destination !== 'document') return;
  event.respondWith(fetch(event.request).catch(() => new Response(PAGE, { status: 503, headers: HEADERS })));
});
