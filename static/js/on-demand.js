// Few who take a quiz press what needs htmx: it comes with the first press.

const url = document.querySelector("[data-htmx]")?.dataset.htmx;
let coming = null;

function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      coming = null;
      reject(new Error("htmx did not come"));
    };
    document.head.append(script);
  });
}

document.addEventListener(
  "click",
  async (event) => {
    const part = event.target.closest("[hx-get], [hx-post]");
    if (!url || !part || window.htmx) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      await (coming ??= load());
      (event.target.closest("button, a, summary, input") ?? part).click();
    } catch {
      part.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true }));
    }
  },
  { capture: true },
);
