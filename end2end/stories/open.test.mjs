// Every page that anybody may open, directly and by following links, on both devices, in both
// languages, light and dark; and what a first visit weighs.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { signIn } from '../support/people.mjs';

const open = ['/', '/search', '/search?what=cardio&place=tunis', '/clinics', '/sign-in', '/register', '/privacy'];

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
  'super@demo.example': ['/platform', []],
  'admin@demo.example': ['/admin', ['/admin/staff', '/admin/doctors/new', '/admin/secretaries/new']],
  'doctor@demo.example': ['/doctor', ['/doctor/requests']],
  'secretary@demo.example': ['/desk', ['/desk/queue']],
  'patient@demo.example': ['/my', ['/my/appointments']],
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
    });
  }
}
