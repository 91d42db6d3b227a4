// The first script of every page. Turbo follows links and sends forms without a full load; the WebAssembly
// module wakes the islands of each page that comes and does what `app/src/browser` describes. Without this
// script every page still works, by full loads.

import * as Turbo from '@hotwired/turbo';

window.Turbo = Turbo;
const root = document.documentElement;
const { script, wasm } = document.getElementById('start').dataset;

// Tests, and people's assistive scripts, wait for this mark.
const mark = (ready) => (ready ? root.setAttribute('data-hydrated', '') : root.removeAttribute('data-hydrated'));
document.addEventListener('turbo:visit', ({ detail }) => {
  if (detail.action !== 'replace') mark(false);
});

const loaded = import(script).then(async (module) => {
  await module.default({ module_or_path: wasm });
  module.start();
  return module;
});

const woken = new WeakSet();
async function wake() {
  const module = await loaded;
  for (const island of document.querySelectorAll('leptos-island')) {
    if (!woken.has(island)) {
      woken.add(island);
      await module[island.dataset.component]?.(island);
    }
  }
}

// The framework ends each page with scripts for pages that are woken whole. Ours are not, and the policy of the
// page that is open would refuse them.
document.addEventListener('turbo:before-render', ({ detail }) => {
  for (const script of detail.newBody.querySelectorAll('script')) script.remove();
});

// An island is whole or new: nothing else changes what it shows.
document.addEventListener('turbo:before-morph-element', (event) => {
  if (event.target.localName === 'leptos-island') {
    event.preventDefault();
    event.target.replaceWith(event.detail.newElement.cloneNode(true));
  }
});

const arrived = () => wake().then(() => mark(true));
document.addEventListener('turbo:load', arrived);
document.addEventListener('turbo:render', arrived);
arrived();
