// What happens to people and networks: double clicks, the back button, lost connections, long and foreign
// names, text that pretends to be markup.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { arrives, fill, password, sees, signIn, submit, where } from '../support/people.mjs';

const doctor = 'main a[href^="/book?"]:visible';

story('a double click books once, with script and without', async ({ visit }) => {
  for (const script of [true, false]) {
    const patient = await visit({ script });
    await signIn(patient, 'patient@demo.example');
    await patient.goto('/search');
    const chosen = await patient.page.locator(doctor).nth(script ? 7 : 13).getAttribute('href');
    await patient.goto(chosen);
    await fill(patient, { symptoms: `Double click ${script}` });
    await patient.page.locator('main form[action*="scheduling/book"] button[type=submit]').dblclick();
    await arrives(patient, /done=booked/);
    const mine = where(patient).pathname;
    // The form sent once more, after the back button, comes to the same visit.
    await patient.goto(chosen);
    if (await patient.page.locator('[name="form[symptoms]"]').count()) {
      await fill(patient, { symptoms: 'Sent again' });
      await submit(patient);
      await arrives(patient, /done=booked/);
      assert.equal(where(patient).pathname, mine);
    }
    await patient.goto('/my/appointments');
    assert.equal(await patient.page.locator(`main a[href^="${mine}"]`).count(), 1);
  }
});

story('after signing out the back button shows nothing of the person', async ({ visit }) => {
  const patient = await visit();
  await signIn(patient, 'patient@demo.example', { home: '/my' });
  await patient.page.locator('.topbar__nav a[href="/my/appointments"]').click();
  await arrives(patient, /\/my\/appointments$/);
  await patient.page.locator('details.menu:visible summary').first().click();
  await patient.page.locator('form[action="/fn/accounts/sign_out"]:visible button').first().click();
  await arrives(patient, (url) => url.pathname === '/');
  await patient.page.goBack();
  await arrives(patient, (url) => url.pathname === '/sign-in');
});

story('a lost connection loses nothing that was typed', async ({ visit }) => {
  const visitor = await visit();
  visitor.expects(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await visitor.goto('/register');
  await fill(visitor, { first_name: 'Inès', last_name: 'Hors-ligne', email: 'offline@example.org', phone: '+216 20 987 654', born_on: '1992-03-04', password });
  await visitor.context.setOffline(true);
  await submit(visitor);
  await visitor.page.locator('.toasts .toast--danger').waitFor();
  assert.equal(await visitor.page.locator('[name="form[email]"]').inputValue(), 'offline@example.org');
  await visitor.page.locator('main a[href^="/sign-in"]').first().click();
  await visitor.page.locator('.toasts .toast--danger').waitFor();
  await visitor.context.setOffline(false);
  await submit(visitor);
  await arrives(visitor, (url) => url.pathname === '/my');
});

story('long, Arabic and marked-up words stay words, and the pages keep their width', async ({ visit }) => {
  const patient = await visit({ device: 'phone', locale: 'fr' });
  const nasty = '"><script>window.broken = 1</script><img src=x onerror="window.broken=1"></textarea>{{7*7}}';
  await patient.goto('/register');
  await fill(patient, { first_name: 'عبد الرحمن محمد الأمين', last_name: 'Featherstonehaugh-Wolfeschlegelsteinhausen', email: 'longname@example.org', phone: '+216 20 111 222', born_on: '1970-01-01', password });
  await submit(patient);
  await arrives(patient, (url) => url.pathname === '/my');
  await patient.goto('/request');
  await patient.page.locator('[name="form[clinic]"]').selectOption({ index: 1 });
  await fill(patient, { symptoms: nasty });
  await submit(patient);
  await arrives(patient, /done=requested/);
  const words = patient.page.getByText(nasty);
  await words.first().waitFor();
  const fits = async (visitor) => {
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${visitor.page.url()} is ${wide} px wider than the screen`);
    assert.equal(await visitor.page.evaluate(() => window.broken), undefined, 'a text was run');
  };
  await fits(patient);
  await patient.goto('/my/appointments');
  await fits(patient);
  for (const device of ['phone', 'desktop']) {
    for (const email of ['secretary@demo.example', 'admin@demo.example']) {
      const desk = await visit({ device });
      await signIn(desk, email);
      await desk.goto('/desk/queue');
      const row = desk.page.locator('.queue__link', { hasText: 'Featherstonehaugh' });
      if (await row.count()) {
        await row.first().click();
        await sees(desk, nasty);
      }
      await fits(desk);
    }
  }
});
