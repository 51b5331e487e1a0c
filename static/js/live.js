// Who is in the quiz, asked for again every few seconds: while somebody looks, and until they pause.

const live = document.querySelector("[data-live]");
const pause = document.querySelector("[data-live-pause]");
const refresh = document.querySelector("[data-live-refresh]");
const said = document.querySelector("[data-live-said]");
const title = document.querySelector("#live-title");
const count = () => live.querySelector("[data-live-count]")?.textContent ?? "";

let known = count();
let wasInside = false;
const isPaused = () => pause.getAttribute("aria-pressed") === "true";
const renew = () => live.dispatchEvent(new Event("renew"));

setInterval(() => {
  if (!document.hidden && !isPaused()) renew();
}, Number(live.dataset.live) * 1000);

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !isPaused()) renew();
});

pause.addEventListener("click", () => pause.setAttribute("aria-pressed", String(!isPaused())));

refresh.addEventListener("click", (event) => {
  event.preventDefault();
  known = "";
  renew();
});

live.addEventListener("htmx:beforeSwap", () => {
  wasInside = live.contains(document.activeElement);
});

// Said aloud only when it is news; and whose row is gone does not lose their place on the page.
live.addEventListener("htmx:afterSettle", () => {
  if (count() !== known) said.textContent = count();
  known = count();
  if (wasInside && !live.contains(document.activeElement)) title.focus();
});
