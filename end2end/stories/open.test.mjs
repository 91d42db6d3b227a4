// Every page that anybody may open, directly and by following links, on both devices, in both
// languages, light and dark; and what a first visit weighs.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { arrives, signIn } from '../support/people.mjs';

const open = ['/', '/search', '/search?what=cardio&place=tunis', '/clinics', '/sign-in', '/register', '/forgot', '/privacy'];

for (const [device, locale, scheme] of [['desktop', 'fr', 'light'], ['phone', 'en', 'dark']]) {
  story(`public pages hold on a ${device} in ${locale}, ${scheme}`, async ({ visit }) => {
    const visitor = await visit({ device, locale, scheme });
    for (const path of open) {
      await visitor.goto(path);
      assert.equal(await visitor.page.getAttribute('html', 'lang'), locale);
      const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} px wider than the screen`);
      await visitor.axe();
    }
    await visitor.goto('/search');
    const doctor = await visitor.page.locator('main a[href^="/doctors/"]').first().getAttribute('href');
    await visitor.goto(doctor);
    await visitor.axe();
    await visitor.goto('/clinics');
    await visitor.page.locator('main a[href^="/clinics/"]').first().click();
    await visitor.page.waitForURL(/\/clinics\/[a-z0-9-]+$/);
    await visitor.axe();
  });
}

story('without script the same pages say the same', async ({ visit }) => {
  const visitor = await visit({ script: false });
  for (const path of open) {
    await visitor.goto(path);
    assert.ok((await visitor.page.locator('h1').count()) === 1, `${path} has one heading`);
  }
  await visitor.goto('/search');
  assert.ok((await visitor.page.locator('main a[href^="/book?"]').count()) > 10, 'free times are there');
});

story('what is not there is said to be missing', async ({ visit }) => {
  const visitor = await visit();
  visitor.expects(/404/);
  await visitor.goto('/no/such/page', { status: 404 });
  await visitor.goto('/doctors/01900000-0000-7000-8000-000000000000', { status: 404 });
  await visitor.goto('/clinics/no-such-clinic', { status: 404 });
});

const roles = {
  'super@demo.example': ['/platform', ['/platform/clinics', '/platform/clinics/new', '/platform/audit']],
  'admin@demo.example': ['/admin', ['/admin/staff', '/admin/doctors/new', '/admin/secretaries/new', '/admin/visit-types', '/admin/settings', '/admin/audit?verify=1', '/admin/privacy', '/admin/security', '/desk/board', '/desk/patients/import']],
  'doctor@demo.example': ['/doctor', ['/doctor/requests', '/doctor/calendar?view=day', '/doctor/calendar?view=week']],
  'secretary@demo.example': ['/desk', ['/desk/queue', '/desk/board', '/desk/patients', '/desk/patients?q=ben', '/desk/patients/new']],
  'patient@demo.example': ['/my', ['/my/appointments', '/my/appointments?view=calendar', '/my/privacy', '/my/family', '/my/family/new', '/account', '/request', '/search', '/account/second-factor']],
};

for (const [email, [home, pages]] of Object.entries(roles)) {
  for (const [device, locale, scheme] of [['desktop', 'fr', 'dark'], ['phone', 'en', 'light']]) {
    story(`${email} opens their pages on a ${device}`, async ({ visit }) => {
      const person = await visit({ device, locale, scheme });
      await signIn(person, email, { home });
      await person.axe();
      for (const path of pages) {
        await person.goto(path);
        const wide = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${path} is ${wide} px wider than the screen`);
        await person.axe();
      }
      await follows(person);
    });
  }
}

/** Every place of the navigation is reached by its link, without the document being loaded anew. */
async function follows(person) {
  const navigation = ':is(.topbar__nav, .shell__nav, .bottom-nav) a';
  const links = person.page.locator(`${navigation}[href^="/"]:visible`);
  const places = [...new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))))];
  assert.ok(places.length >= 2, 'there is a navigation');
  await person.page.evaluate(() => { window.sameDocument = true; });
  for (const place of places) {
    await person.page.locator(`${navigation}[href="${place}"]:visible`).first().click();
    await arrives(person, (url) => url.pathname === place);
    await person.page.locator(`${navigation}[href="${place}"][aria-current="page"]:visible`).first().waitFor();
    assert.equal(await person.page.evaluate(() => window.sameDocument), true, `${place} was loaded anew`);
    assert.equal(await person.page.locator('h1').count(), 1, `${place} has one heading`);
  }
}
