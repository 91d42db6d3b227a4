// Patients' files at the desk, a family's page, an invitation, a photo, a table of patients: as their people use
// them, on both devices.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { arrives, fill, sees, signIn, submit, where } from '../support/people.mjs';

const secret = 'trois girafes bleues';

/** A square of one colour, made by the browser itself. */
const picture = (visitor) => visitor.page.evaluate(async () => {
  const canvas = document.createElement('canvas');
  canvas.width = 600;
  canvas.height = 400;
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'teal';
  pen.fillRect(0, 0, 600, 400);
  const blob = await new Promise((done) => { canvas.toBlob(done, 'image/png'); });
  return [...new Uint8Array(await blob.arrayBuffer())];
});

/** The newest link to a page in the outbox of a development server. */
async function mailed(visitor, page) {
  const mails = await visitor.page.evaluate(() => fetch('/fn/notifications/outbox', { headers: { accept: 'application/json' } }).then((answer) => answer.json()));
  const link = mails.flatMap((mail) => mail.text.split('\n')).find((line) => line.includes(`/${page}?`) || line.trim().endsWith(`/${page}`));
  assert.ok(link, `a mail that leads to /${page}`);
  return new URL(link.trim()).pathname + new URL(link.trim()).search;
}

story('the desk opens a file, is warned of a second one, and finds it without accents', async ({ visit }) => {
  const desk = await visit({ locale: 'fr' });
  desk.expects(/409|422/);
  await signIn(desk, 'secretary@demo.example');
  await desk.goto('/desk/patients/new');
  await submit(desk);
  await fill(desk, { first_name: 'Éloïse', last_name: 'Ben Mrad', born_on: '1987-04-03', sex: 'female', national_id: '09 876 543', phone: '+216 22 333 444' });
  await submit(desk);
  await arrives(desk, /\/desk\/patients\/0[^/]*$/);
  const file = where(desk).pathname;
  await desk.axe();
  await desk.goto('/desk/patients/new');
  await fill(desk, { first_name: 'Eloise', last_name: 'Ben Mrad', born_on: '1987-04-03', sex: 'female' });
  await submit(desk);
  await desk.page.locator(`main a[href="${file}"]`).waitFor();
  await desk.axe();
  assert.equal(await desk.page.locator('[name="form[first_name]"]').inputValue(), 'Eloise', 'what was typed is kept');
  await desk.goto('/desk/patients?q=mrad+elo');
  assert.equal(await desk.page.locator(`main td a[href="${file}"]`).count(), 1);
  await desk.goto('/desk/patients?q=333444');
  assert.equal(await desk.page.locator(`main td a[href="${file}"]`).count(), 1);
});

story('a parent adds a child and books for them', async ({ visit }) => {
  const parent = await visit({ device: 'phone', locale: 'fr' });
  await signIn(parent, 'patient@demo.example');
  await parent.goto('/my/family/new');
  await fill(parent, { relation: 'child', first_name: 'Nour', last_name: 'Clone', born_on: '2019-09-01', sex: 'female' });
  await submit(parent);
  await arrives(parent, /\/my\/family$/);
  await sees(parent, 'Nour Clone');
  await parent.axe();
  await parent.goto('/search?what=p%C3%A9diatrie');
  const time = await parent.page.locator('main a[href^="/book?"]').nth(4).getAttribute('href');
  await parent.goto(time);
  await fill(parent, { patient: { label: 'Nour Clone' }, symptoms: 'Fièvre' });
  await parent.axe();
  await submit(parent);
  await arrives(parent, /done=booked/);
  await sees(parent, 'Nour Clone');
  await parent.goto('/my/appointments');
  await sees(parent, /Nour Clone/);
});

story('a doctor is invited, accepts by pressing, and shows a face', async ({ visit }) => {
  const admin = await visit({ locale: 'en' });
  await signIn(admin, 'admin@demo.example');
  await admin.goto('/admin/doctors/new');
  await admin.page.locator('main [name="form[access]"][value="invitation"]').check();
  await fill(admin, { first_name: 'Ines', last_name: 'Invited', email: 'ines.invited@example.org' });
  await admin.page.locator('main [name^="form[specialties]"][value="cardiology"]').check();
  await admin.axe();
  await submit(admin);
  await arrives(admin, /\/admin\/staff/);
  await sees(admin, 'ines.invited@example.org');
  await admin.axe();
  const link = await mailed(admin, 'invitation');

  const doctor = await visit({ device: 'phone', locale: 'fr' });
  await doctor.goto(link);
  await doctor.axe();
  await doctor.goto(link);
  await fill(doctor, { password: secret });
  await submit(doctor);
  await arrives(doctor, (url) => url.pathname === '/doctor');
  await doctor.goto('/account');
  await doctor.axe();
  const file = { name: 'moi.png', mimeType: 'image/png', buffer: Buffer.from(await picture(doctor)) };
  await doctor.page.locator('main form[action^="/uploads/photo"] input[type=file]').setInputFiles(file);
  await doctor.page.locator('main form[action^="/uploads/photo"] button[type=submit]').click();
  await doctor.page.locator('main img[src^="/photos/"]').first().waitFor();
  const size = await doctor.page.locator('main img[src^="/photos/"]').first().evaluate((image) => image.decode().then(() => image.naturalWidth));
  assert.ok([64, 256].includes(size), `a face of ${size} px`);
  await doctor.axe();

  const late = await visit();
  late.expects(/409|410|404/);
  const again = await late.page.goto(link);
  assert.ok(again.status() >= 400, 'a link is used once');
});

story('a table of patients is looked at line by line and brought in whole', async ({ visit }) => {
  const admin = await visit({ locale: 'fr' });
  admin.expects(/409|422/);
  await signIn(admin, 'admin@demo.example');
  const hand = async (text) => {
    await admin.goto('/desk/patients/import');
    await admin.page.locator('main input[type=file]').setInputFiles({ name: 'patients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await admin.page.locator('main form[action^="/uploads/patients"] button[type=submit]').click();
    await arrives(admin, /file=/);
  };
  await hand('Prénom;Nom;Date de naissance;Sexe;Téléphone\nAya;Import;31/02/1990;F;+216 20 111 222\nAli;Import;01/03/1990;M;12\n');
  await admin.page.locator('main table tbody tr').nth(1).waitFor();
  assert.equal(await admin.page.locator('main table tbody tr').count(), 2, 'each bad line is named');
  await admin.axe();
  assert.equal(await admin.page.locator('main form[action="/fn/patients/import"]').count(), 0, 'a table with bad lines is not brought in');
  await hand('Prénom;Nom;Date de naissance;Sexe;Téléphone\n=Aya;Import;28/02/1990;F;+216 20 111 222\nAli;Import;01/03/1990;M;+216 20 111 223\n');
  await admin.axe();
  await admin.page.locator('main form[action="/fn/patients/import"] button[type=submit]').click();
  await arrives(admin, (url) => url.pathname === '/desk/patients/import' && !url.searchParams.has('file'));
  await admin.goto('/desk/patients?q=import');
  assert.equal(await admin.page.locator('main td a[href^="/desk/patients/0"]').count(), 2);
});
