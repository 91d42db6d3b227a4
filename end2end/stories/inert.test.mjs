// Every text field of every form takes every text of the corpus, and no page does anything with it but show
// it: neither the page that refuses it, nor any page that shows what was kept.

import assert from 'node:assert/strict';
import { corpus } from '../support/corpus.mjs';
import { engine } from '../support/server.mjs';
import { story } from '../support/story.mjs';
import { arrives, fill, signIn, submit } from '../support/people.mjs';

// The whole corpus through every form takes minutes: `SALUS_E2E_WHOLE=1`. Otherwise each form takes a share, each another
// one, and what is written does not depend on the engine.
const share = process.env.SALUS_E2E_WHOLE ? 1 : engine === 'sqlite' ? 6 : 12;
const payloads = (form) => corpus.filter((_, at) => at % share === form % share);

/** Whether what was typed took effect. */
async function isInert(person, response, what) {
  const headers = await response.headersArray();
  assert.ok(!headers.some(({ name, value }) => /pwn/i.test(name) || (/^(set-cookie|location)$/i.test(name) && /pwn=|evil\.example/i.test(value))), `${what}: a header`);
  const found = await person.page.evaluate(() => [
    ...[...document.querySelectorAll('.pwn, iframe, object, base')].map((node) => node.outerHTML),
    ...[...document.querySelectorAll('[href], [src], [action], [formaction]')]
      .filter((node) => ['href', 'src', 'action', 'formaction'].some((name) => /^\s*(javascript|data:text)|^(https?:)?\/\/evil/i.test(node.getAttribute(name) ?? '')))
      .map((node) => node.outerHTML),
  ]);
  assert.deepEqual(found, [], `${what}: ${person.page.url()}`);
}

/** The forms of a page that have fields for text, by their place among the page's forms. */
const forms = (person) => person.page.locator('main form').evaluateAll((all) => all
  .map((form, at) => ({
    at,
    action: form.getAttribute('action') ?? '',
    fields: [...form.elements].filter((field) => field.matches('textarea, input:not([type]), input:is([type=text], [type=search], [type=email], [type=tel], [type=url], [type=password])') && field.name).length,
  }))
  .filter((form) => form.fields > 0));

/** Types the text into all text fields of a form and sends it as a browser without our script would. */
async function type(person, form, text) {
  const [response] = await Promise.all([
    person.page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
    person.page.locator('main form').nth(form.at).evaluate((node, value) => {
      for (const field of node.elements) {
        if (field.matches('textarea, input:not([type]), input:is([type=text], [type=search], [type=email], [type=tel], [type=url], [type=password])')) {
          field.value = value.slice(0, field.maxLength > 0 ? field.maxLength : undefined);
        } else if (field.matches('select') && !field.value && field.options.length > 1) field.selectedIndex = 1;
        else if (field.matches('[type=date]') && !field.value) field.value = '1990-05-17';
        else if (field.matches('[type=number]') && !field.value) field.value = field.min || '30';
        else if (field.matches('[type=radio], [type=checkbox][name*="specialt"]')) field.checked = true;
      }
      HTMLFormElement.prototype.submit.call(node);
    }, text),
  ]);
  assert.ok(response.status() < 500, `${form.action} answered ${response.status()} to ${text}`);
  return response;
}

/** Every form of these pages with its texts; the forms are added to those that were tried. */
async function tryAll(person, pages, tried) {
  await loads(person, false);
  for (const path of pages) {
    await person.page.goto(path);
    for (const form of await forms(person)) {
      if (tried.has(form.action) && form.action.startsWith('/fn/')) continue;
      tried.add(form.action);
      for (const text of payloads(tried.size)) {
        // What a page refused stands on it again, to be typed over.
        const stands = async () => (await forms(person)).some(({ action, at }) => action === form.action && at === form.at);
        if (!(await stands())) await person.page.goto(path);
        // What it asked for was done: it asks no more.
        if (!(await stands())) break;
        if (form.action.endsWith('/scheduling/request')) await fromElsewhere(person);
        await isInert(person, await type(person, form, text), `${form.action} with ${text}`);
      }
      await person.page.goto(path);
    }
  }
  await loads(person, true);
}

/** From an address nobody else has, so that no other try is counted with those from it. */
let addresses = 0;
const fromElsewhere = (person) => {
  addresses += 1;
  return person.context.setExtraHTTPHeaders({ 'x-forwarded-for': `203.0.${100 + Math.floor(addresses / 250)}.${1 + (addresses % 250)}` });
};

/** Bookings with their texts: each takes its time away, so every text has another. */
async function books(person) {
  await person.goto('/search');
  const links = (begin) => person.page.locator(`main a[href^="${begin}"]`).evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href')))]);
  const times = [];
  for (const doctor of (await links('/doctors/')).slice(0, 6)) {
    await person.goto(doctor);
    times.push(...(await links('/book?')));
  }
  await loads(person, false);
  let tried = 0;
  for (const text of payloads(1)) {
    let form;
    while (!form && times.length > 0) {
      await fromElsewhere(person);
      await person.page.goto(times.pop());
      form = (await forms(person)).find(({ action }) => action.endsWith('/scheduling/book'));
    }
    if (!form) break;
    tried += 1;
    await isInert(person, await type(person, form, text), `${form.action} with ${text}`);
  }
  await loads(person, true);
  return tried;
}

/** Whether pages load what they name. What runs by itself runs without, and a thousand pages are opened sooner. */
async function loads(person, everything) {
  person.wire ??= await person.context.newCDPSession(person.page);
  await person.wire.send('Network.enable');
  await person.wire.send('Network.setBlockedURLs', { urls: everything ? [] : ['*/pkg/*', '*/fonts/*', '*/icons.svg*', '*/favicon*'] });
}

/** No page of theirs does anything with what is kept; all the text there is on them. */
async function looksAt(person, pages) {
  let text = '';
  for (const path of pages) {
    const response = await person.goto(path);
    await isInert(person, response, 'kept');
    text += await person.page.locator('main').innerText();
    const details = await person.page.locator('main a[href^="/"]').evaluateAll((all) =>
      [...new Set(all.map((link) => link.getAttribute('href')).filter((href) => /\/0[0-9a-f]{7}-/.test(href)))].slice(0, 4));
    for (const detail of details) {
      const page = await person.page.goto(detail);
      await isInert(person, page, 'kept');
    }
  }
  return text;
}

const expected = /status of 4\d\d|ERR_BLOCKED_BY_CLIENT|^inspector: GET/;

story('texts of the corpus stay texts, in every field of every form', { ownServer: true, timeout: 1_200_000, env: { SALUS_TRUSTED_PROXIES: '127.0.0.1' } }, async ({ visit, server }) => {
  assert.ok(corpus.length >= 50);
  let people = 0;
  const as = async (email) => {
    const person = await visit();
    person.expects(expected);
    // Everybody from an address of their own, so that nobody's tries are counted as another's.
    await person.context.setExtraHTTPHeaders({ 'x-forwarded-for': `198.51.100.${(people += 1)}` });
    await person.context.addInitScript(() => { window.fired = () => console.error('a text was run'); });
    if (email) await signIn(person, email);
    return person;
  };
  const tried = new Set();
  const all = (person, pages) => tryAll(person, pages, tried);

  const visitor = await as();
  await all(visitor, ['/', '/search', '/clinics', '/register', '/sign-in', '/forgot']);

  const patient = await as('patient@demo.example');
  // Before the tries, which the limit of requests counts: it stands in the queue from here on.
  const reasons = '<img class=pwn src=x onerror=fired(1)>';
  await patient.goto('/request');
  await patient.page.locator('[name="form[clinic]"]').selectOption({ index: 1 });
  await fill(patient, { symptoms: reasons });
  await submit(patient);
  await arrives(patient, /done=requested/);
  await all(patient, ['/request', '/my/family/new', '/account', '/account/email', '/account/password', '/account/second-factor']);
  // Another account: the limit of tries is one of bookings and requests together.
  const booker = await as();
  await booker.goto('/register');
  await fill(booker, { first_name: 'Nadia', last_name: 'Corpus', email: 'nadia.corpus@example.org', phone: '+216 20 123 457', born_on: '1985-07-14', password: 'trois girafes bleues' });
  await submit(booker);
  await arrives(booker, (url) => url.pathname !== '/register');
  const booked = await books(booker);
  assert.equal(booked, payloads(1).length, 'each text was tried in a booking');

  const secretary = await as('secretary@demo.example');
  await all(secretary, ['/desk/patients', '/desk/patients/new']);
  await secretary.goto('/desk/patients');
  const file = await secretary.page.locator('main td a[href^="/desk/patients/0"]').first().getAttribute('href');
  await all(secretary, [`${file}/edit`, file]);

  const admin = await as('admin@demo.example');
  await all(admin, ['/admin/settings', '/admin/doctors/new', '/admin/secretaries/new', '/admin/visit-types', '/admin/audit']);
  await admin.goto('/admin/staff');
  for (const kind of ['doctors', 'secretaries']) {
    const link = await admin.page.locator(`main a[href^="/admin/${kind}/0"]`).first().getAttribute('href');
    await all(admin, [link.replace(/\/hours$/, '')]);
    await admin.goto('/admin/staff');
  }

  const boss = await as('super@demo.example');
  await all(boss, ['/platform/clinics', '/platform/clinics/new', '/platform/audit']);
  await boss.goto('/platform/clinics');
  const clinic = (await boss.page.locator('main a[href^="/platform/clinics/0"]').first().getAttribute('href')).replace(/\/admin$/, '');
  await all(boss, [`${clinic}/admin`, clinic]);

  const seen = [
    await looksAt(visitor, ['/', '/search', '/clinics']),
    await looksAt(patient, ['/my', '/my/appointments', '/my/appointments?view=calendar', '/my/privacy', '/my/family', '/account']),
    await looksAt(secretary, ['/desk', '/desk/queue', '/desk/board', '/desk/patients']),
    await looksAt(await as('doctor@demo.example'), ['/doctor', '/doctor/requests', '/doctor/calendar?view=week']),
    await looksAt(admin, ['/admin', '/admin/staff', '/admin/visit-types', '/admin/settings', '/admin/audit', '/admin/privacy']),
    await looksAt(boss, ['/platform', '/platform/clinics', '/platform/audit']),
  ].join('\n');
  const kept = corpus.filter((text) => seen.includes(text.slice(0, 30)));
  assert.ok(kept.length > 5, `${kept.length} texts were seen again`);
  assert.ok(!/pwn|evil\.example|fired\(/.test(server.log), 'the log repeats nothing that was typed');
  assert.ok(tried.size >= 18, `only ${[...tried].join(' ')}`);
});
