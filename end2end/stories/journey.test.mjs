// The first complete journey: a clinic is founded and equipped, a patient books, another asks, the
// secretary assigns, doctors decline and accept, the patient cancels. Several people at once, each in
// a browser of their own.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { arrives, fill, firstSignIn, password, sees, signIn, submit, where } from '../support/people.mjs';

const clinic = { name: 'Clinique Ibn Sina', city: 'Sfax' };
const secret = 'trois girafes bleues';
// What staff are given, and replace when they first sign in.
const initial = 'quatre hiboux roses';
const people = {
  admin: { email: 'amina.admin@example.org', first_name: 'Amina', last_name: 'Gharbi' },
  cardiologist: { email: 'karim.cardio@example.org', first_name: 'Karim', last_name: 'Ferjani', specialty: 'cardiology' },
  paediatrician: { email: 'paula.paed@example.org', first_name: 'Paula', last_name: 'Mejri', specialty: 'paediatrics' },
  secretary: { email: 'selma.desk@example.org', first_name: 'Selma', last_name: 'Jaziri' },
  patient: { email: 'sana.patient@example.org', first_name: 'Sana', last_name: 'Trabelsi' },
};
const person = ({ email, first_name, last_name }) => ({ first_name, last_name, email, access: 'password', password: initial });

story('1. a super admin founds a clinic, its admin equips it', async ({ visit }) => {
  const boss = await visit({ locale: 'fr' });
  await signIn(boss, 'super@demo.example', { home: '/platform' });
  await boss.goto('/platform/clinics/new');
  await fill(boss, { name: clinic.name, address: '4 avenue de Carthage', city: clinic.city, phone: '+216 74 123 456', email: 'contact@ibn-sina.example.org' });
  await fill(boss, { country: 'TN', confirmation: 'doctor' });
  // The country suggests the rest.
  assert.equal(await boss.page.locator('[name="form[zone]"]').inputValue(), 'Africa/Tunis');
  await submit(boss);
  await arrives(boss, /\/platform\/clinics\/[^/]+\/admin/);
  await fill(boss, person(people.admin));
  await submit(boss);
  await arrives(boss, /\/platform\/clinics\?done=admin/);
  await sees(boss, clinic.name);
  await boss.axe();

  // The same clinic again is reported, and nothing is saved.
  boss.expects(/409/);
  await boss.goto('/platform/clinics/new');
  await fill(boss, { name: clinic.name, address: '4 avenue de Carthage', city: clinic.city, phone: '+216 74 123 456', email: 'autre@ibn-sina.example.org' });
  await fill(boss, { country: 'TN', zone: 'Africa/Tunis', currency: 'TND', confirmation: 'doctor' });
  await submit(boss);
  await sees(boss, /existe déjà/);
  assert.equal(await boss.page.locator('[name="form[name]"]').inputValue(), clinic.name, 'what was typed is kept');

  const admin = await visit({ locale: 'en' });
  await firstSignIn(admin, people.admin.email, { home: '/admin', initial, secret });
  await admin.goto('/admin/visit-types');
  await fill(admin, { name_fr: 'Consultation', name_en: 'Consultation', duration_min: '30', price: '45', bookable_online: true });
  await submit(admin);
  await arrives(admin, /done=added/);
  for (const doctor of [people.cardiologist, people.paediatrician]) {
    await admin.goto('/admin/doctors/new');
    await fill(admin, person(doctor));
    await admin.page.locator(`main [name^="form[specialties]"][value="${doctor.specialty}"]`).check();
    await admin.axe();
    await submit(admin);
    await arrives(admin, /\/admin\/doctors\/[^/]+\/hours/);
    await admin.axe();
    // The usual week, Monday to Friday, with a break.
    await admin.page.locator('leptos-island .notice button').click();
    await admin.page.locator('.week-editor__line').first().waitFor();
    await admin.page.locator('main form[action*="save_hours"] button[type=submit]').last().click();
    await admin.page.locator('.toasts .toast').first().waitFor();
  }
  await admin.goto('/admin/secretaries/new');
  await fill(admin, person(people.secretary));
  await submit(admin);
  await arrives(admin, /\/admin\/staff\?done=secretary/);
  for (const one of [people.cardiologist, people.paediatrician, people.secretary]) await sees(admin, one.last_name);
  await admin.axe();
});

story('2. a visitor finds a time, registers without losing it, and books', async ({ visit }) => {
  const patient = await visit({ device: 'phone', locale: 'en' });
  await patient.goto('/');
  await patient.page.locator('main [name="what"]').fill('cardiologue');
  await patient.page.locator('main [name="place"]').fill(clinic.city);
  await patient.page.locator('main form[action="/search"] button[type=submit]').first().click();
  await arrives(patient, /\/search\?/);
  await sees(patient, people.cardiologist.last_name);
  await patient.axe();
  await patient.page.locator('main a[href^="/doctors/"]').first().click();
  await arrives(patient, /\/doctors\//);
  await patient.axe();
  // On a phone the times wait in a sheet.
  const times = patient.page.locator('main a[href^="/book?"]:visible');
  if ((await times.count()) === 0) await patient.page.locator('.sheet-bar button').click();
  // Well outside the clinic's notice of a day.
  await times.last().click();
  await arrives(patient, /\/book\?/);
  const chosen = where(patient).search;
  await patient.axe();
  await patient.page.locator('main a[href^="/register"]').click();
  await arrives(patient, /\/register/);

  // First wrong: each field says what is wrong with it, what was typed stays.
  patient.expects(/422/);
  await fill(patient, { first_name: 'Sana', last_name: 'Trabelsi', email: people.patient.email, phone: '+216 20 123 456', born_on: '1990-02-28', password: 'short' });
  await submit(patient);
  await patient.page.locator('[aria-invalid="true"][name="form[password]"]').waitFor();
  assert.equal(await patient.page.locator('[name="form[email]"]').inputValue(), people.patient.email);
  await patient.axe();
  await fill(patient, { password: secret });
  await submit(patient);
  await arrives(patient, /\/book\?/);
  assert.deepEqual([...where(patient).searchParams], [...new URLSearchParams(chosen)], 'the choice is not lost');
  await patient.axe();
  await fill(patient, { symptoms: 'Palpitations at night' });
  await submit(patient);
  await arrives(patient, /\/my\/appointments\/[^/]+\?done=booked/);
  await sees(patient, people.cardiologist.last_name);
  await patient.axe();
  const mine = where(patient).pathname;

  await patient.goto('/my/appointments');
  assert.equal(await patient.page.locator(`main a[href^="${mine}"]`).count() > 0, true, 'it is in the list');
  await patient.axe();
  await patient.goto('/my/appointments?view=calendar');
  await patient.axe();

  // The doctor accepts; the patient sees it.
  const doctor = await visit({ locale: 'fr' });
  await firstSignIn(doctor, people.cardiologist.email, { home: '/doctor', initial, secret });
  await doctor.goto('/doctor/requests');
  await sees(doctor, 'Palpitations at night');
  await doctor.axe();
  await doctor.page.locator('main form[action*="scheduling/accept"] button[type=submit]').click();
  await doctor.page.getByText('Palpitations at night').waitFor({ state: 'detached' });
  await patient.goto(mine);
  await standsAt(patient, 'Confirmed');

  // And cancels it again, being outside the notice.
  await patient.goto(`${mine}?cancel=1`);
  await patient.page.locator('main form[action*="scheduling/cancel"] button[type=submit]').click();
  await arrives(patient, /done=cancelled/);
  await standsAt(patient, 'Cancelled');
  await patient.axe();
});

story('3. a request is assigned, declined with a reason, assigned again and accepted', async ({ visit }) => {
  const secretary = await visit({ locale: 'fr' });
  await firstSignIn(secretary, people.secretary.email, { home: '/desk', initial, secret });
  await secretary.goto('/desk/queue');
  await secretary.axe();

  const patient = await visit({ locale: 'en', device: 'phone' });
  await signIn(patient, people.patient.email, { home: '/my', secret });
  await patient.goto('/request');
  await fill(patient, { clinic: await patient.page.locator('[name="form[clinic]"] option', { hasText: clinic.name }).getAttribute('value') });
  await fill(patient, { symptoms: 'Chest pain on the stairs', urgency: 'urgent' });
  await patient.axe();
  await submit(patient);
  await arrives(patient, /\/my\/appointments\/[^/]+\?done=requested/);
  const mine = where(patient).pathname;

  // The queue shows it by itself.
  await sees(secretary, 'Chest pain on the stairs');
  await sees(secretary, people.cardiologist.last_name);
  await secretary.axe();
  await assign(secretary, people.cardiologist.last_name);
  await patient.goto(mine);
  await standsAt(patient, 'Awaiting the doctor');

  const cardiologist = await visit({ locale: 'fr', device: 'phone' });
  await signIn(cardiologist, people.cardiologist.email, { home: '/doctor', secret });
  await cardiologist.goto('/doctor/requests');
  await sees(cardiologist, 'Chest pain on the stairs');
  await decline(cardiologist, 'En congrès cette semaine');
  await cardiologist.page.getByText('Chest pain on the stairs').waitFor({ state: 'detached' });

  await sees(secretary, 'En congrès cette semaine');
  await assign(secretary, people.paediatrician.last_name);
  const paediatrician = await visit({ locale: 'en' });
  await firstSignIn(paediatrician, people.paediatrician.email, { home: '/doctor', initial, secret });
  await paediatrician.goto('/doctor/requests');
  await paediatrician.page.locator('main form[action*="scheduling/accept"] button[type=submit]').click();
  await paediatrician.page.getByText('Chest pain on the stairs').waitFor({ state: 'detached' });

  await patient.goto(mine);
  await standsAt(patient, 'Confirmed');
  await sees(patient, people.paediatrician.last_name);
  await patient.axe();

  // The board and the doctor's calendar show it on its day.
  const day = await patient.page.locator('main time[datetime]').first().getAttribute('datetime');
  await secretary.goto(`/desk/board?date=${day.slice(0, 10)}`);
  await sees(secretary, people.patient.last_name);
  await secretary.axe();
  for (const view of ['day', 'week']) {
    await paediatrician.goto(`/doctor/calendar?view=${view}&date=${day.slice(0, 10)}`);
    await sees(paediatrician, people.patient.last_name);
    await paediatrician.axe();
  }
});

/** Waits until the visit is in that state. */
const standsAt = (visitor, state) => visitor.page.locator('main .badge', { hasText: state }).first().waitFor();

async function assign(secretary, doctor) {
  await secretary.page.locator('.queue__item', { hasText: 'Chest pain on the stairs' }).locator('a').click();
  // It may stand open already: what is picked before the page comes anew is lost with it.
  await arrives(secretary, /[?&]open=/);
  const offer = secretary.page.locator('.offers__item', { hasText: doctor });
  // The last of the times offered.
  await offer.locator('label.chip').last().click();
  await offer.locator('button.button--primary').click();
  await secretary.page.locator('.queue__item', { hasText: 'Chest pain on the stairs' }).waitFor({ state: 'detached' });
}

async function decline(doctor, reason) {
  const form = doctor.page.locator('main form[action*="scheduling/decline"]').first();
  if (!(await form.isVisible())) await doctor.page.locator('main a[href*="decline="]').first().click();
  await form.locator('[name="reason"]').fill(reason);
  await form.locator('button[type=submit]').click();
}

story('4. inside the notice cancelling is refused, with why and whom to call', async ({ visit }) => {
  for (const script of [true, false]) {
    const patient = await visit({ locale: 'en', script });
    patient.expects(/409/);
    await signIn(patient, 'patient@demo.example', { home: '/my' });
    const soon = await patient.page.locator('main a[href^="/my/appointments/"]').first().getAttribute('href');
    await patient.goto(`${soon.split('?')[0]}?cancel=1`);
    await patient.page.locator('main form[action*="scheduling/cancel"] button[type=submit]').click();
    await sees(patient, /can no longer be cancelled online/);
    await patient.page.locator('main a[href^="tel:"]').first().waitFor();
  }
});

story('5. without script: register, search, book, cancel', async ({ visit }) => {
  const patient = await visit({ locale: 'fr', script: false });
  await patient.goto('/register');
  await fill(patient, { first_name: 'Nadia', last_name: 'Sansscript', email: 'nadia@example.org', phone: '+216 20 123 457', born_on: '1985-07-14', password: secret });
  await submit(patient);
  await arrives(patient, (url) => url.pathname === '/my');
  await patient.goto(`/search?what=cardio&place=${clinic.city}`);
  await patient.page.locator('main a[href^="/doctors/"]').first().click();
  await patient.page.locator('main a[href^="/book?"]:visible').last().click();
  await arrives(patient, /\/book\?/);
  await fill(patient, { symptoms: 'Contrôle annuel' });
  await submit(patient);
  await arrives(patient, /done=booked/);
  await patient.goto(`${where(patient).pathname}?cancel=1`);
  await patient.page.locator('main form[action*="scheduling/cancel"] button[type=submit]').click();
  await arrives(patient, /done=cancelled/);
  await standsAt(patient, 'Annulé');
});

story('6. whoever was slower hears it, keeps what was typed and gets other times', async ({ visit }) => {
  const slower = await visit({ locale: 'en' });
  slower.expects(/409/);
  await signIn(slower, people.patient.email, { home: '/my', secret });
  await slower.goto(`/search?what=cardio&place=${clinic.city}`);
  const book = await slower.page.locator('main a[href^="/book?"]').first().getAttribute('href');
  await slower.goto(book);
  await fill(slower, { symptoms: 'Short of breath' });

  const faster = await visit({ locale: 'fr', script: false });
  await signIn(faster, 'nadia@example.org', { home: '/my', secret });
  await faster.goto(book);
  await fill(faster, { symptoms: 'Vertiges' });
  await submit(faster);
  await arrives(faster, /done=booked/);

  await submit(slower);
  await sees(slower, /has just been taken|Somebody was faster/i);
  // Not the nearest: at that time the patient is with the paediatrician.
  await slower.page.locator('main a[href^="/book?"]').last().click();
  await arrives(slower, (url) => url.pathname === '/book' && !book.endsWith(url.search));
  assert.equal(await slower.page.locator('[name="form[symptoms]"]').inputValue(), 'Short of breath');
  await submit(slower);
  await arrives(slower, /done=booked/);
});

story('7. the language switch holds, and signing out ends it all', async ({ visit }) => {
  const visitor = await visit({ locale: 'en' });
  await signIn(visitor, people.patient.email, { home: '/my', secret });
  await visitor.page.locator('form[action="/language"] button:visible').first().click();
  await visitor.page.waitForSelector('html[lang=fr]');
  await visitor.hydrated();
  assert.equal(where(visitor).pathname, '/my', 'the page is the same');
  await visitor.page.locator('details.menu:visible summary').first().click();
  await visitor.page.locator('form[action="/fn/accounts/sign_out"]:visible button').first().click();
  await arrives(visitor, (url) => url.pathname === '/');
  await visitor.goto('/my/appointments');
  assert.equal(where(visitor).pathname, '/sign-in');
  await fill(visitor, { email: people.patient.email, password: secret });
  await submit(visitor);
  await arrives(visitor, (url) => url.pathname === '/my/appointments');
});
