// A story is one test in a real browser against a real server.
//
//   import { story } from '../support/story.mjs';
//
//   story('a visitor finds a cardiologist', async ({ visit }) => {
//     const visitor = await visit({ device: 'phone', locale: 'fr' });
//     await visitor.goto('/');
//     ...
//     await visitor.axe();
//   });
//
// The stories of a file share one server, in order; `story(name, { ownServer: true }, fn)` gets
// a fresh one. `server` is for stories that stop and start it. Visitors leave by themselves.

import { after, test } from 'node:test';
import { launch, Visitor } from './browser.mjs';
import { engine, startServer } from './server.mjs';

let browser;
let shared;

after(async () => {
  await (await browser)?.close();
  await (await shared)?.stop();
});

/** Registers a story for the engine of this run. `options.env` (with `ownServer`) adds settings. */
export function story(name, options, tell) {
  if (typeof options === 'function') [options, tell] = [{}, options];
  const { ownServer = false, env, seed, timeout = 120_000 } = options;

  test(`${name} (${engine})`, { timeout }, async (t) => {
    const server = ownServer ? await startServer({ env, seed }) : await (shared ??= startServer());
    const visitors = [];
    const visit = async (who) => {
      const visitor = await Visitor.arrive(await (browser ??= launch()), server.url, who);
      visitors.push(visitor);
      return visitor;
    };
    let failure;
    try {
      await tell({ visit, server, t, engine });
    } catch (error) {
      failure = error;
      await picture(name, visitors, t);
    }
    // Everyone leaves, whatever happened; what the pages said explains a failure best.
    for (const visitor of visitors) {
      await visitor.leave().catch((error) => {
        if (failure) t.diagnostic(error.message);
        else failure = error;
      });
    }
    if (ownServer) await server.stop().catch((error) => (failure ??= error));
    if (failure) {
      t.diagnostic(`the server's last lines:\n${server.tail()}`);
      throw failure;
    }
  });
}

async function picture(name, visitors, t) {
  for (const [index, visitor] of visitors.entries()) {
    const file = await visitor.shot(`failed-${name}-${index + 1}`).catch(() => undefined);
    t.diagnostic(`visitor ${index + 1} was on ${visitor.page.url()}${file ? `, see ${file}` : ''}`);
  }
}
