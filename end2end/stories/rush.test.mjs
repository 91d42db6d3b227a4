// A hundred people want one time at the same moment: over HTTP, against the real server.

import assert from 'node:assert/strict';
import { story } from '../support/story.mjs';
import { password } from '../support/people.mjs';

const many = 100;

/** Sends a form as the page's script does, from an address of its own behind the proxy. */
async function send(server, path, fields, { at, cookie = '' }) {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      origin: server.url,
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': `198.51.100.${at}`,
      cookie,
    },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

story('a hundred at once on one time leave one visit, and offer the others the next', { ownServer: true, env: { SALUS_TRUSTED_PROXIES: '127.0.0.1' } }, async ({ visit, server }) => {
  const visitor = await visit();
  await visitor.goto('/search');
  const address = await visitor.page.locator('main a[href^="/book?"]').nth(5).getAttribute('href');
  const chosen = Object.fromEntries(new URL(address, server.url).searchParams);

  const cookies = [];
  for (let at = 0; at < many; at += 1) {
    const fields = {
      'form[first_name]': 'Sana', 'form[last_name]': `Rush ${at}`, 'form[email]': `rush${at}@example.org`,
      'form[phone]': '+216 20 123 456', 'form[born_on]': '1990-02-28', 'form[password]': password,
    };
    const answer = await send(server, '/fn/accounts/register', fields, { at });
    assert.equal(answer.status, 200, await answer.text());
    cookies.push(answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; '));
  }

  const fields = {
    'form[doctor]': chosen.doctor, 'form[visit_type]': chosen.visit_type ?? chosen.type,
    'form[starts]': chosen.starts ?? chosen.at, 'form[symptoms]': 'All at once',
  };
  const answers = await Promise.all(cookies.map(async (cookie, at) => {
    const answer = await send(server, '/fn/scheduling/book', fields, { at, cookie });
    return { status: answer.status, text: await answer.text() };
  }));
  const won = answers.filter(({ status }) => status === 200);
  const lost = answers.filter(({ status }) => status === 409);
  assert.deepEqual([won.length, lost.length], [1, many - 1], JSON.stringify(answers.find(({ status }) => ![200, 409].includes(status))));
  for (const { text } of lost) {
    assert.match(text, /\d{4}-\d\d-\d\dT\d\d:\d\d/, 'other times are named');
    assert.ok(!text.includes(fields['form[starts]']), 'and not the one that is taken');
  }
});
