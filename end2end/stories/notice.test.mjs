// Cancelling inside the clinic's notice, with script and without.

import { story } from '../support/story.mjs';
import { sees, signIn } from '../support/people.mjs';

story('inside the notice cancelling is refused, with why and whom to call', async ({ visit }) => {
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
