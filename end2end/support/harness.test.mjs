// The harness must see what it promises to see: tried on a tiny server with known faults.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test as nodeTest } from 'node:test';
import { launch, Visitor } from './browser.mjs';

// A harness that hangs must not hang its caller.
const test = (name, body) => nodeTest(name, { timeout: 30_000 }, body);

const page = (body, script = '') =>
  `<!doctype html><html lang="en"><head><title>Trial</title><meta name="viewport" content="width=device-width">
   <script nonce="n">document.documentElement.setAttribute('data-hydrated', '');${script}</script></head>
   <body><main><h1>Trial</h1>${body}</main></body></html>`;

const pages = {
  '/clean': page('<p>Nothing wrong here.</p>'),
  '/slow': page('<p>Late.</p>').replace("document.documentElement.setAttribute('data-hydrated', '');",
    "addEventListener('load', () => fetch('/clean').then(() => document.documentElement.setAttribute('data-hydrated', 'late')));"),
  '/console': page('', "console.error('a fault on purpose');"),
  '/error': page('', "setTimeout(() => { throw new Error('thrown on purpose'); });"),
  '/policy': page('<p>Inline.</p><script>1</script>'),
  '/broken': page('<img src="/500" alt="">'),
  '/inaccessible': page('<img src="/pixel.svg"><input>'),
  '/noscript': page('<noscript><p id="without">Without script.</p></noscript>', "console.error('ran')"),
};

let browser;
let server;
let baseURL;

before(async () => {
  server = createServer((request, response) => {
    const html = pages[request.url];
    if (html) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', "default-src 'self'; script-src 'self' 'nonce-n' 'wasm-unsafe-eval'");
      response.end(html);
    } else if (request.url === '/pixel.svg') {
      response.setHeader('content-type', 'image/svg+xml');
      response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    } else {
      response.statusCode = request.url === '/500' ? 500 : request.url === '/favicon.ico' ? 204 : 404;
      response.end(response.statusCode === 404 ? 'not here' : undefined);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseURL = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const arrive = (who) => Visitor.arrive(browser, baseURL, who);

test('a faultless page passes, axe included, on desktop and phone', async () => {
  for (const device of ['desktop', 'phone']) {
    const visitor = await arrive({ device, locale: 'fr' });
    await visitor.goto('/clean');
    await visitor.axe();
    assert.equal(await visitor.page.evaluate(() => navigator.language), 'fr-FR');
    await visitor.leave();
  }
});

test('hydration is waited for', async () => {
  const visitor = await arrive();
  await visitor.goto('/slow');
  assert.equal(await visitor.page.getAttribute('html', 'data-hydrated'), 'late');
  await visitor.leave();
});

for (const [path, complaint] of [
  ['/console', /a fault on purpose/],
  ['/error', /thrown on purpose/],
  ['/policy', /policy violation|Content Security Policy/],
  ['/broken', /500 from GET/],
]) {
  test(`${path} fails its visitor`, async () => {
    const visitor = await arrive();
    await visitor.goto(path);
    await visitor.page.waitForLoadState('networkidle');
    await assert.rejects(visitor.leave(), complaint);
  });
}

test('an expected complaint does not fail', async () => {
  const visitor = await arrive();
  visitor.expects(/on purpose/);
  await visitor.goto('/console');
  await visitor.leave();
});

test('axe names each fault and where it is', async () => {
  const visitor = await arrive();
  await visitor.goto('/inaccessible');
  await assert.rejects(visitor.axe(), (error) => /image-alt/.test(error.message) && /label/.test(error.message));
  await visitor.leave();
});

test('another status than the expected fails', async () => {
  const visitor = await arrive({ script: false });
  await assert.rejects(visitor.goto('/missing'), /answered 404, not 200/);
  visitor.expects(/404/);
  await visitor.leave();
});

test('without script no script runs', async () => {
  const visitor = await arrive({ script: false });
  await visitor.goto('/noscript');
  await visitor.page.waitForSelector('#without');
  await assert.rejects(visitor.axe(), /axe needs script/);
  await visitor.leave();
});
