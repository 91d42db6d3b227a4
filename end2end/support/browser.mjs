// The system's Chromium and the people who use it.
//
// Whatever a page complains of (console errors, page errors, answers of 500 and more, policy
// violations) is collected from its first moment and fails the story when its visitor leaves.

import { AssertionError } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { engine } from './server.mjs';

const shots = path.resolve(import.meta.dirname, '../shots');

const devices = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
};
const locales = { fr: 'fr-FR', en: 'en-GB' };

// The rules of WCAG 2.2 up to level AA.
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Starts Chromium. Its sandbox needs rights that a container rarely has; pages are ours. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}; scripts/setup.sh e2e installs it`);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

let axeSource;
const axeCode = () => (axeSource ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));

/** A person with a browser of their own: own cookies, device, language, with or without script. */
export class Visitor {
  #complaints = [];
  #allowed = [];

  /**
   * `device`: desktop | phone · `locale`: fr | en · `script`: whether JavaScript runs ·
   * `scheme`: light | dark.
   */
  static async arrive(browser, baseURL, { device = 'desktop', locale = 'en', script = true, scheme = 'light' } = {}) {
    const visitor = new Visitor();
    visitor.script = script;
    visitor.baseURL = baseURL;
    visitor.context = await browser.newContext({
      ...devices[device],
      baseURL,
      locale: locales[locale],
      timezoneId: 'Africa/Tunis',
      javaScriptEnabled: script,
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    visitor.context.setDefaultTimeout(10_000);
    visitor.context.setDefaultNavigationTimeout(20_000);
    await visitor.context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy violation: ${event.violatedDirective} blocked ${event.blockedURI || 'inline code'}`);
      });
    });
    visitor.context.on('page', (page) => visitor.#listen(page));
    visitor.page = await visitor.context.newPage();
    return visitor;
  }

  #listen(page) {
    const complain = (text) => this.#complaints.push(`${text}\n      on ${page.url()}`);
    page.on('console', (message) => {
      if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complain(`page error: ${error.stack ?? error.message ?? error}`));
    page.on('crash', () => complain('the page crashed'));
    page.on('response', (response) => {
      if (response.status() >= 500) complain(`${response.status()} from ${response.request().method()} ${response.url()}`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? 'failed';
      // Leaving a page aborts what it was still loading; without script, scripts count as blocked.
      if (reason !== 'net::ERR_ABORTED' && (this.script || reason !== 'csp')) complain(`${reason}: ${request.method()} ${request.url()}`);
    });
  }

  /** Complaints that match are expected in this story: a 409 that it provokes, for instance. */
  expects(pattern) {
    this.#allowed.push(pattern);
  }

  /** What the pages complained of so far, without the expected. */
  get complaints() {
    return this.#complaints.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  /** Opens a path; the answer must have the status given. Waits for hydration where script runs. */
  async goto(target, { status = 200 } = {}) {
    const response = await this.page.goto(target);
    if (response.status() !== status) {
      throw new AssertionError({ message: `${target} answered ${response.status()}, not ${status}`, actual: response.status(), expected: status });
    }
    await this.hydrated();
    return response;
  }

  /** Waits until the page listens: the mark that hydration leaves on the root element. */
  async hydrated() {
    if (this.script) await this.page.waitForSelector('html[data-hydrated]', { state: 'attached' });
  }

  /** Fails with every accessibility fault that axe finds on the page (WCAG 2.2 A and AA). */
  async axe({ exclude = [] } = {}) {
    if (!this.script) throw new Error('axe needs script: visit the page with script for it');
    // Evaluated by the debugger, which the page's content policy does not bind.
    const session = await this.context.newCDPSession(this.page);
    const evaluate = async (expression) => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
        allowUnsafeEvalBlockedByCSP: true,
      });
      if (exceptionDetails) throw new Error(`axe failed: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
      return result.value;
    };
    try {
      await evaluate(`${await axeCode()};0`);
      const violations = await evaluate(
        `axe.run(${JSON.stringify({ exclude: exclude.map((selector) => [selector]) })}, ` +
          `${JSON.stringify({ runOnly: { type: 'tag', values: wcag }, resultTypes: ['violations'] })}).then((result) => result.violations)`,
      );
      if (violations.length === 0) return;
      const report = violations.flatMap((violation) => [
        `${violation.id} (${violation.impact}): ${violation.help}`,
        ...violation.nodes.map((node) => `    ${node.target.join(' ')}\n        ${node.failureSummary.replaceAll('\n', '\n        ')}`),
      ]);
      throw new AssertionError({ message: `axe finds fault with ${this.page.url()}:\n${report.join('\n')}`, actual: violations.length, expected: 0 });
    } finally {
      await session.detach();
    }
  }

  /** Bytes of script and WebAssembly the open page has loaded, as they came over the wire. */
  async weight() {
    return this.page.evaluate(() =>
      performance.getEntriesByType('resource')
        .filter((entry) => /\.(js|wasm)(\?|$)/.test(entry.name))
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0));
  }

  /** A picture of the page in end2end/shots/; the whole of it with `fullPage`. */
  async shot(name, options = {}) {
    await mkdir(shots, { recursive: true });
    const file = path.join(shots, `${engine}-${name.replace(/[^a-z0-9]+/gi, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled', ...options });
    return file;
  }

  /** Leaves, and fails with whatever the pages complained of. */
  async leave() {
    await this.context.close();
    const complaints = this.complaints;
    if (complaints.length > 0) {
      throw new AssertionError({
        message: `the browser complained ${complaints.length} time(s):\n  ${complaints.join('\n  ')}`,
        actual: complaints.length,
        expected: 0,
      });
    }
  }
}
