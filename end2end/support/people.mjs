// What people do on pages, by the names of fields and the addresses of links: the same in both
// languages and on every device.

import assert from 'node:assert/strict';

export const password = 'demo-clinic-2026';

/** The page's own form, not those of the frame. */
export const mainForm = 'main form:has([name^="form["])';

/** Fills the fields of a form, by the names of the input type: `{ email: '…' }`. */
export async function fill(visitor, values, { within = 'main' } = {}) {
  for (const [name, value] of Object.entries(values)) {
    const field = visitor.page.locator(`${within} [name="form[${name}]"]`);
    const kind = await field.first().evaluate((node) => (node.tagName === 'SELECT' ? 'select' : node.type));
    if (kind === 'select') await field.selectOption(value);
    else if (kind === 'radio') await visitor.page.locator(`${within} [name="form[${name}]"][value="${value}"]`).check();
    else if (kind === 'checkbox') await field.setChecked(value);
    else await field.fill(value);
  }
}

/** Presses the form's own button. */
export const submit = (visitor, { within = mainForm } = {}) =>
  visitor.page.locator(`${within} button[type=submit]`).last().click();

/** Waits for an address. */
export const arrives = async (visitor, pattern) => {
  await visitor.page.waitForURL(pattern);
  await visitor.hydrated();
};

/** Signs in, and is where the role is at home. */
export async function signIn(visitor, email, { home, secret = password } = {}) {
  await visitor.goto('/sign-in');
  await fill(visitor, { email, password: secret });
  await submit(visitor);
  await arrives(visitor, (url) => url.pathname !== '/sign-in');
  if (home) assert.equal(new URL(visitor.page.url()).pathname, home);
}

/** Signs in for the first time with a password somebody else chose, chooses another, and is where the role is at home. */
export async function firstSignIn(visitor, email, { home, initial, secret }) {
  await signIn(visitor, email, { home: '/account/password', secret: initial });
  await fill(visitor, { current_password: initial, password: secret });
  await submit(visitor);
  await arrives(visitor, (url) => url.pathname === home);
}

/** Where the visitor is. */
export const where = (visitor) => new URL(visitor.page.url());

/** Waits until the text stands somewhere on the page. */
export const sees = (visitor, text) => visitor.page.getByText(text).first().waitFor();
