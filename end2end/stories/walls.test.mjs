// Walls: other people's addresses, other sites' forms, a power cut.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { arrives, fill, signIn, submit } from '../support/people.mjs';

story("another's appointment answers exactly as a missing one", async ({ visit }) => {
  const owner = await visit();
  await signIn(owner, 'patient@demo.example', { home: '/my' });
  const mine = await owner.page.locator('main a[href^="/my/appointments/"]').first().getAttribute('href');
  const path = mine.split('?')[0];
  const missing = path.replace(/[^/]+$/, '01900000-0000-7000-8000-000000000000');

  const stranger = await visit();
  stranger.expects(/404/);
  await stranger.goto('/register');
  await fill(stranger, { first_name: 'Sami', last_name: 'Autre', email: 'sami@example.org', phone: '+216 20 999 456', born_on: '1970-01-01', password: 'trois girafes bleues' });
  await submit(stranger);
  await arrives(stranger, (url) => url.pathname === '/my');
  const text = async (target) => {
    await stranger.goto(target, { status: 404 });
    return stranger.page.locator('main').innerText();
  };
  assert.equal(await text(path), await text(missing));
});

story('what was confirmed survives a power cut', { ownServer: true }, async ({ visit, server }) => {
  const visitor = await visit({ script: false });
  await signIn(visitor, 'patient@demo.example', { home: '/my' });
  const cookies = (await visitor.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await visitor.goto('/search');
  const slots = await visitor.page.locator('main a[href^="/book?"]').evaluateAll((all) => all.map((a) => a.href));
  const confirmed = [];
  const book = async (slot) => {
    const query = new URL(slot).searchParams;
    const body = new URLSearchParams({ 'form[doctor]': query.get('doctor'), 'form[visit_type]': query.get('type'), 'form[starts]': query.get('at'), 'form[symptoms]': 'Power cut' });
    const answer = await fetch(`${server.url}/fn/scheduling/book`, {
      method: 'POST', body, redirect: 'manual',
      headers: { cookie: cookies, origin: server.url, 'sec-fetch-site': 'same-origin', accept: 'application/json' },
    }).catch(() => undefined);
    if (answer?.status === 200) confirmed.push(await answer.json());
    assert.ok(!answer || answer.status < 500, `answered ${answer?.status}`);
    return answer;
  };
  // The lights go out while bookings are on their way.
  const running = slots.slice(0, 24).map(book);
  while (confirmed.length < 3) await Promise.race(running.splice(0, 1));
  await server.kill();
  await Promise.allSettled(running);
  await server.start();
  assert.ok(confirmed.length >= 3, 'some were confirmed before');
  for (const id of confirmed) await visitor.goto(`/my/appointments/${id}`);
});
