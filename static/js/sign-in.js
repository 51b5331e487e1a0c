// Signing in again over the page of an attempt: the site's own form, in a dialog.

import { token } from "./token.js";

/** Resolves once whoever may see `nowUrl` is signed in; rejects when that cannot be done here, or
 * was given up. `link` brings the words and the address of the form. */
export function signInHere(link, nowUrl) {
  const { loginUrl, sayOther, sayClose } = link.dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog sign-in";
  dialog.setAttribute("aria-label", link.textContent);
  document.body.append(dialog);

  return new Promise((resolve, reject) => {
    const giveUp = () => {
      dialog.remove();
      reject(new Error("not signed in here"));
    };
    dialog.addEventListener("close", giveUp);

    function done() {
      dialog.removeEventListener("close", giveUp);
      dialog.close();
      dialog.remove();
      resolve();
    }

    function closer() {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-quiet";
      button.textContent = sayClose;
      button.addEventListener("click", () => dialog.close());
      return button;
    }

    function showForm(page, form, address) {
      form.action = new URL(form.getAttribute("action") || address, address).href;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const body = new FormData(form, event.submitter);
        take(fetch(form.action, { method: "POST", body, headers: { "X-CSRFToken": token() } }));
      });
      const title = document.createElement("h2");
      title.textContent = page.querySelector("main h1")?.textContent ?? link.textContent;
      // What the page says before its form: where a code comes from.
      const before = [...page.querySelectorAll("main h1 ~ p")].map((one) => document.adoptNode(one));
      dialog.replaceChildren(title, ...before, document.adoptNode(form), closer());
      if (!dialog.open) dialog.showModal();
      const wrong = form.querySelector("[aria-invalid=true]");
      (wrong ?? form.querySelector("input:not([type=hidden])"))?.focus();
    }

    function showOther() {
      const words = document.createElement("p");
      words.setAttribute("role", "alert");
      words.textContent = sayOther;
      dialog.replaceChildren(words, closer());
      if (!dialog.open) dialog.showModal();
    }

    async function take(coming) {
      try {
        const response = await coming;
        const isHome = new URL(response.url).pathname === nowUrl;
        if (isHome && response.ok) return done();
        if (isHome && response.status === 404) return showOther();
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const form = page.querySelector("main form[method=post]");
        if (!form) return giveUp();
        return showForm(page, form, response.url);
      } catch {
        return giveUp();
      }
    }

    take(fetch(`${loginUrl}?next=${encodeURIComponent(nowUrl)}`));
  });
}
