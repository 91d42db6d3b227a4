// When doctors can be booked: leave that concerns visits, closures, holidays, rooms, and why a time is not free.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { arrives, fill, sees, signIn } from '../support/people.mjs';

/** A date so many days from today. */
const ahead = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const form = (action) => `main form[action*="${action}"]`;
const press = (visitor, action) => visitor.page.locator(`${form(action)} button[type=submit]`).last().click();

story('leave names the visits it concerns, and each is decided about before it is saved', async ({ visit }) => {
  const doctor = await visit({ device: 'phone', locale: 'fr' });
  doctor.expects(/409/);
  await signIn(doctor, 'doctor@demo.example');
  await doctor.goto('/doctor/availability');
  await doctor.axe();
  const leave = form('add_leave');
  await fill(doctor, { starts_on: ahead(1), ends_on: ahead(8), reason: 'Congrès' }, { within: leave });
  await press(doctor, 'add_leave');

  // Some visits of the days that come are concerned: nothing is saved yet.
  const decisions = doctor.page.locator(`${leave} fieldset`);
  await decisions.first().waitFor();
  const concerned = await decisions.count();
  assert.ok(concerned > 1, `${concerned} visits`);
  await doctor.axe();
  await decisions.first().locator('input[value="cancel"]').check();
  await decisions.nth(1).locator('input[value="keep"]').check();
  await press(doctor, 'add_leave');

  // Nobody said why: what was decided stands, and it is asked for.
  await doctor.page.locator('main .notice').first().waitFor();
  assert.equal(await decisions.count(), concerned);
  assert.ok(await decisions.first().locator('input[value="cancel"]').isChecked());
  assert.ok(await decisions.nth(1).locator('input[value="keep"]').isChecked());
  await doctor.page.locator('main [name="decisions[reason]"]').fill('Je suis en congrès');
  await press(doctor, 'add_leave');
  await arrives(doctor, /done=schedule_saved|\/doctor\/availability$/);
  await doctor.page.locator('main td', { hasText: 'Congrès' }).waitFor();

  // Asked why, the page says so.
  await doctor.goto(`/doctor/availability?${new URLSearchParams({
    why_doctor: await doctor.page.locator('main [name="doctor"]').first().inputValue(),
    why_type: await doctor.page.locator('main [name="why_type"] option').nth(0).getAttribute('value'),
    why_date: ahead(3),
    why_time: '10:00',
  })}`);
  await sees(doctor, 'Le médecin est absent');
  await doctor.axe();
});

story('a doctor who is busy today takes nobody else, and says when that is over', async ({ visit }) => {
  const doctor = await visit({ locale: 'en' });
  await signIn(doctor, 'doctor@demo.example');
  await doctor.goto('/doctor/availability');
  await press(doctor, 'set_availability');
  await sees(doctor, 'No new visits today, no suggestions.');
  await press(doctor, 'set_availability');
  await sees(doctor, 'Visits can be taken for today');
});

story('the clinic closes for a day, keeps the public holidays, and has rooms', async ({ visit }) => {
  const admin = await visit({ locale: 'en' });
  admin.expects(/409|422/);
  await signIn(admin, 'admin@demo.example');
  await admin.goto('/admin/closures');
  await admin.axe();
  // What is missing is named at its field.
  await fill(admin, { starts_on: ahead(-3), reason: 'Inventory' }, { within: form('add_closure') });
  await press(admin, 'add_closure');
  await admin.page.locator(`${form('add_closure')} [aria-invalid="true"]`).first().waitFor();
  await fill(admin, { starts_on: ahead(200), reason: 'Inventory' }, { within: form('add_closure') });
  await press(admin, 'add_closure');
  await admin.page.locator('main td', { hasText: 'Inventory' }).waitFor();
  await press(admin, 'add_holidays');
  await admin.page.locator('main td', { hasText: 'Public holiday' }).first().waitFor();
  await admin.axe();
  await admin.page.locator('main tr', { hasText: 'Inventory' }).locator('button').click();
  await admin.page.locator('main td', { hasText: 'Inventory' }).waitFor({ state: 'detached' });

  await admin.goto('/admin/rooms');
  await admin.axe();
  await fill(admin, { name: 'Ultrasound' }, { within: form('add_room') });
  await press(admin, 'add_room');
  await admin.page.locator('main td', { hasText: 'Ultrasound' }).waitFor();
  await admin.axe();

  // The week of a doctor, on which a line may take some visit types only.
  await admin.goto('/admin/staff');
  await admin.page.locator('main a[href$="/hours"]').first().click();
  await arrives(admin, /\/hours$/);
  await admin.axe();
});
