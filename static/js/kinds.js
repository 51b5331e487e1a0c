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

enhanceAll(document);
document.addEventListener("htmx:load", (event) => enhanceAll(event.target.parentNode ?? document));
