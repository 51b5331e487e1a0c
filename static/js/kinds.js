// Makes a question smoother where its kind brings a script of its own; each works without.
// Such a part of a page names the script: data-enhance="/static/js/….js", exporting `enhance`.

const known = new WeakSet();

async function enhanceAll(root) {
  for (const part of root.querySelectorAll("[data-enhance]")) {
    if (known.has(part)) continue;
    known.add(part);
    const { enhance } = await import(part.dataset.enhance);
    enhance(part);
  }
}

// What a link named is moved by what scripts and pictures change above it: until somebody
// scrolls or presses, it is shown again.
let isSettled = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
for (const doing of ["wheel", "touchstart", "pointerdown", "keydown"]) {
  addEventListener(doing, () => (isSettled = true), { once: true, passive: true });
}

function showNamed() {
  if (isSettled || !location.hash) return;
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

addEventListener("load", showNamed);
enhanceAll(document).then(showNamed);
document.addEventListener("htmx:load", (event) => enhanceAll(event.target.parentNode ?? document));
