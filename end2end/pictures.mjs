// Takes the pictures of the README from the real pages, and a tour of every page into shots/ for
// looking at: `scripts/pictures.sh`, or with `tour` for the tour alone.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launch, Visitor } from './support/browser.mjs';
import { signIn } from './support/people.mjs';
import { startServer } from './support/server.mjs';

const pictures = path.resolve(import.meta.dirname, '../docs/pictures');
const tourOnly = process.argv.includes('tour');

const browser = await launch();
const server = await startServer();
const visit = (who) => Visitor.arrive(browser, server.url, who);

async function picture(visitor, file) {
  await visitor.page.evaluate(() => document.fonts.ready);
  await visitor.page.screenshot({ path: path.join(pictures, file), animations: 'disabled' });
}

try {
  if (!tourOnly) {
    await mkdir(pictures, { recursive: true });
    const visitor = await visit({ locale: 'en' });
    await visitor.goto('/');
    await picture(visitor, 'home.png');
    const doctor = await visitor.page.locator('main a[href^="/doctors/"]').first().getAttribute('href');
    await visitor.goto(doctor);
    await picture(visitor, 'doctor.png');
    const secretary = await visit({ locale: 'fr' });
    await signIn(secretary, 'secretary@demo.example');
    await secretary.goto('/desk/queue');
    await picture(secretary, 'queue.png');
    await secretary.goto('/desk/board');
    await picture(secretary, 'board.png');
    const patient = await visit({ locale: 'en', device: 'phone' });
    await signIn(patient, 'patient@demo.example');
    await picture(patient, 'phone.png');
    await Promise.all([visitor, secretary, patient].map((one) => one.leave()));
  }
  const tour = {
    none: ['/', '/search', '/clinics', '/sign-in', '/register', '/privacy', '/forgot'],
    'patient@demo.example': ['/my', '/my/appointments', '/my/appointments?view=calendar', '/request', '/my/privacy', '/my/family', '/my/family/new', '/account', '/account/second-factor'],
    'doctor@demo.example': ['/doctor', '/doctor/requests', '/doctor/availability', '/doctor/calendar?view=week', '/doctor/calendar?view=day'],
    'secretary@demo.example': ['/desk', '/desk/queue', '/desk/board', '/desk/patients', '/desk/patients/new'],
    'admin@demo.example': ['/admin', '/admin/staff', '/admin/doctors/new', '/admin/visit-types', '/admin/settings', '/admin/security', '/admin/closures', '/admin/rooms', '/admin/audit?verify=1', '/admin/privacy', '/desk/patients/import'],
    'super@demo.example': ['/platform', '/platform/clinics', '/platform/clinics/new', '/platform/audit'],
  };
  for (const [device, locale, scheme] of [['desktop', 'fr', 'light'], ['phone', 'en', 'dark']]) {
    for (const [email, pages] of Object.entries(tour)) {
      const person = await visit({ device, locale, scheme });
      if (email !== 'none') await signIn(person, email);
      const more = [...pages];
      for (const page of more) {
        await person.goto(page);
        await person.shot(`tour-${device}-${scheme}-${email.split('@')[0]}-${page}`, { fullPage: true });
        const next = { '/search': 'main a[href^="/doctors/"]', '/clinics': 'main a[href^="/clinics/"]', '/my/appointments': 'main a[href^="/my/appointments/"]', '/admin/staff': 'main a[href$="/hours"]', '/admin/visit-types': 'main a[href*="retire="]', '/platform/clinics': 'main a[href*="suspend="]', '/desk/board': 'main a[href^="/appointments/"]', '/desk/patients': 'main td a[href^="/desk/patients/0"]', '/doctor/requests': 'main a[href*="decline="]' }[page];
        if (next) more.push(await person.page.locator(next).first().getAttribute('href'));
        if (page.startsWith('/doctors/')) more.push(await person.page.locator('main a[href^="/book?"]').first().getAttribute('href'));
      }
      if (person.complaints.length > 0) console.log(`${email} on a ${device}:`, person.complaints);
      await person.context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
