// Checks one answer in place: first whatever was typed is saved, then the server grades what it has.

import { token } from "./token.js";

const PATIENCE = 15000;
// Follows the question's name where an unfinished answer is to be checked as it is.
const SURE = ":sure";
const form = document.querySelector("form[data-attempt]");

const plain = (value) => value.replace(SURE, "");

function tell(part, text) {
  const line = part.querySelector("[data-try-problem]");
  line.hidden = false;
  line.textContent = text ?? line.dataset.held;
}

/** True when the server has every answer of this page. */
async function isSaved() {
  const event = new CustomEvent("answers-wanted", { detail: {} });
  form.dispatchEvent(event);
  return (await event.detail.sent) !== false;
}

async function check(button) {
  const part = button.closest(".answer");
  if (!(await isSaved())) return tell(part);
  const refused = button.closest("[data-slot]").querySelector("[data-refused]:not([hidden])");
  if (refused) return refused.scrollIntoView({ block: "center" });
  let response;
  try {
    response = await fetch(button.dataset.try, {
      method: "POST",
      headers: { "X-CSRFToken": token(), "X-In-Place": "1" },
      body: new URLSearchParams({ try: button.value }),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return tell(part);
  }
  if (response.redirected) return location.assign(button.dataset.status);
  const text = await response.text();
  if (response.status === 422) {
    if (response.headers.has("X-Asks")) button.value = `${plain(button.value)}${SURE}`;
    return tell(part, text);
  }
  if (response.status === 409) return location.assign(button.dataset.status);
  if (!response.ok) return tell(part);
  part.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  part.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  part.querySelector("[data-tried]").focus({ preventScroll: true });
}

form.addEventListener(
  "submit",
  async (event) => {
    const button = event.submitter;
    if (!button?.matches("[data-try]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    await check(button);
    button.removeAttribute("aria-disabled");
  },
  { capture: true },
);

/** What was said of a line that is gone is true no more once it is back. */
function untell() {
  for (const line of form.querySelectorAll("[data-try-problem]:not([hidden])")) {
    if (line.textContent === line.dataset.held) line.hidden = true;
  }
}
form.addEventListener("all-saved", untell);
window.addEventListener("online", untell);

// A verdict is never read as one on the answer that has taken the place of what was checked, and
// what was asked about one answer is asked anew about another.
form.addEventListener("input", (event) => {
  const question = event.target.closest("[data-slot]");
  const stale = question?.querySelector("[data-stale]");
  if (stale) stale.hidden = false;
  const button = question?.querySelector("[data-try]");
  if (button) button.value = plain(button.value);
});
