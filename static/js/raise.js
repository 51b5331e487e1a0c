// Opens what a question's "Something wrong?" brings as a dialog, over the attempt as it stands.

import { KeptWords } from "./kept-words.js";

const place = document.getElementById("raise");
let words = null;

/** Until it is sent, what was written is kept, also when the dialog is closed. */
function keepWords() {
  const form = place.querySelector("form");
  if (form) {
    words = new KeptWords(form);
    words.begin();
  } else {
    words?.drop();
  }
}

document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (!place.contains(target)) return;
  keepWords();
  if (target !== place) return;
  const dialog = place.querySelector("dialog");
  dialog.addEventListener("close", () => place.replaceChildren());
  dialog.showModal();
});

// Before the form of the attempt hears of it: that would say that no hint came.
for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(
    lost,
    (event) => {
      if (place.contains(event.target)) {
        place.querySelector("[data-raise-lost]").hidden = false;
      } else if (event.target.matches("[data-raise]")) {
        event.stopPropagation();
        const line = event.target.closest("[data-slot]").querySelector("[data-held-line]");
        line.textContent = event.target.dataset.raise;
        line.hidden = false;
      }
    },
    { capture: true },
  );
}
