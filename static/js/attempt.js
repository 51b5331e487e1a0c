// Saves each answer as it is given, and says honestly what is saved. The form works without.

import { AnswerQueue } from "./answer-queue.js";
import { answerStore } from "./answer-store.js";
import { countDown } from "./countdown.js";
import { isBegun, walkIn, walks } from "./walk.js";

const TYPING_PAUSE = 800;
const TYPING_LONGEST = 4000;
// Longer than this nobody is kept waiting for an answer to a press.
const SENDING_LONGEST = 5000;

const form = document.querySelector("form[data-attempt]");
const say = form.dataset;
const stateLine = form.querySelector("[data-save-state]");
const signIn = form.querySelector("[data-sign-in]");
const sections = [...form.querySelectorAll("[data-slot]")];
const sectionOf = (slot) => form.querySelector(`[data-slot="${slot}"]`);
const heldBack = form.querySelector("[data-held-back]");
const typing = new Map();
// The questions whose last answer the server does not have, as the line is gone.
const held = new Set();

function show(state, text) {
  stateLine.dataset.state = state;
  if (stateLine.textContent !== text) stateLine.textContent = text;
}

function inputsOf(section) {
  return [...section.querySelectorAll("input, select, textarea")].filter(
    (input) => input.name && input.type !== "hidden" && input.type !== "file",
  );
}

function fieldsOf(section) {
  const fields = {};
  for (const input of inputsOf(section)) {
    const isTick = input.type === "radio" || input.type === "checkbox";
    fields[input.name] ??= [];
    if (!isTick || input.checked) fields[input.name].push(input.value);
  }
  return fields;
}

function fill(section, fields) {
  for (const input of inputsOf(section)) {
    const values = fields[input.name] ?? [];
    if (input.type === "radio" || input.type === "checkbox") {
      input.checked = values.includes(input.value);
    } else {
      input.value = values[0] ?? "";
    }
  }
  section.dispatchEvent(new Event("answer-filled"));
}

function isAnswered(section) {
  if (walkIn(section)) return isBegun(section);
  return Object.values(fieldsOf(section)).some((values) => values.some(Boolean));
}

function markOverview(section) {
  const answered = isAnswered(section);
  const link = form.querySelector(`[data-overview="${section.dataset.slot}"]`);
  link.classList.toggle("is-answered", answered);
  const isHeld = answered && held.has(Number(section.dataset.slot));
  link.classList.toggle("is-held", isHeld);
  const word = isHeld ? say.sayHeld : say.sayAnswered;
  link.querySelector("[data-overview-word]").textContent = answered ? word : "";
}

function refuse(section, text) {
  const line = section.querySelector("[data-refused]");
  line.hidden = !text;
  line.textContent = text;
}

function tellAt(section, text) {
  const line = section?.querySelector("[data-held-line]");
  if (!line) return;
  line.hidden = !text;
  line.textContent = text;
}

/** What waits is shown as such where it was given. */
function hold() {
  for (const { slot } of queue.waiting) {
    held.add(slot);
    if (sectionOf(slot)) markOverview(sectionOf(slot));
  }
  for (const section of walk.held()) tellAt(section, say.sayWalkHeld);
}

function release({ slot }) {
  const section = sectionOf(slot);
  if (!queue.waiting.some((answer) => answer.slot === slot)) held.delete(slot);
  if (!queue.waiting.length) heldBack.hidden = true;
  if (!section) return;
  markOverview(section);
  tellAt(section, "");
}

function showWalk(answer, body) {
  const section = sectionOf(answer.slot);
  if (!walkIn(section)) return;
  walk.show(section, body.html);
  markOverview(section);
}

const tell = {
  saving: () => show("saving", say.saySaving),
  unsaved: () => {
    show("unsaved", say.sayUnsaved);
    hold();
  },
  offline: () => {
    show("unsaved", queue.isKept ? say.sayOffline : say.sayOfflineHere);
    hold();
  },
  "signed-out": (_answer, body) => {
    show("unsaved", say.saySignedOut);
    signIn.hidden = false;
    signIn.querySelector("[data-sign-in-link]").href = body.sign_in;
    hold();
  },
  saved: (answer, body) => {
    signIn.hidden = true;
    setTimer(body.seconds_left);
    release(answer);
    refuse(sectionOf(answer.slot), "");
    showWalk(answer, body);
    if (!body.holds) show("failed", say.sayNewer);
    else if (!queue.waiting.length) show("saved", `${say.saySaved} ${body.time}`);
  },
  refused: (answer, body) => {
    show("failed", say.sayRefused);
    release(answer);
    const section = sectionOf(answer.slot);
    if (section) refuse(section, body.error);
    showWalk(answer, body);
  },
  over: (_answer, body) => {
    show("failed", body.error);
    if (!queue.waiting.length) leave(say.statusUrl);
  },
};

// Set right by the answers that come back, once the timer runs.
let setTimer = () => {};

const queue = new AnswerQueue({
  url: form.action,
  attempt: say.attempt,
  sequence: Number(say.sequence),
  store: await answerStore(say.attempt),
  tell: (state, answer, body) => tell[state](answer, body),
});

const walk = walks(form, {
  send: (section, fields) => queue.add(Number(section.dataset.slot), fields),
  fieldsOf,
});

let leaving = false;
function leave(url) {
  leaving = true;
  location.assign(url);
}

function save(section) {
  const pause = typing.get(section);
  clearTimeout(pause?.timer);
  typing.delete(section);
  markOverview(section);
  queue.add(Number(section.dataset.slot), fieldsOf(section));
}

/** After the last key, but at the latest some seconds after the first unsaved one. */
function saveSoon(section) {
  const since = typing.get(section)?.since ?? performance.now();
  clearTimeout(typing.get(section)?.timer);
  const left = since + TYPING_LONGEST - performance.now();
  const timer = setTimeout(() => save(section), Math.max(0, Math.min(TYPING_PAUSE, left)));
  typing.set(section, { since, timer });
  if (!queue.timer) show("saving", say.saySaving);
}

function saveTyped() {
  for (const section of [...typing.keys()]) save(section);
}

form.addEventListener("input", (event) => {
  const section = event.target.closest("[data-slot]");
  if (!section || !event.target.name || event.target.type === "file") return;
  if (walkIn(section)) return;
  if (event.target.matches("input[type=text], input[type=number], textarea")) saveSoon(section);
  else save(section);
});

form.addEventListener("focusout", (event) => {
  const section = event.target.closest("[data-slot]");
  if (typing.has(section)) save(section);
});

/** False as soon as something has to wait: then the page stays, also when the line is back. */
function isSent() {
  if (!navigator.onLine) return false;
  const late = new Promise((resolve) => setTimeout(resolve, SENDING_LONGEST, false));
  return Promise.race([queue.sent(), late]);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  saveTyped();
  walk.takeChosen();
  if (!(await isSent())) {
    (signIn.hidden ? heldBack : signIn).hidden = false;
    (signIn.hidden ? heldBack : signIn).scrollIntoView({ block: "nearest" });
    return;
  }
  heldBack.hidden = true;
  if (form.querySelector("[data-refused]:not([hidden])")) {
    form.querySelector("[data-refused]:not([hidden])").scrollIntoView({ block: "center" });
  } else if (!leaving && event.submitter?.name === "check") {
    leave(say.checkUrl);
  }
});

for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  form.addEventListener(lost, ({ target }) => tellAt(target.closest("[data-slot]"), say.sayHintLost));
}
form.addEventListener("htmx:afterSwap", ({ target }) => tellAt(target.closest("[data-slot]"), ""));

form.addEventListener("answer-sending", () => show("saving", say.saySaving));
form.addEventListener("answer-lost", () => show("failed", say.sayRefused));

// What a question's own script has stored by another way, files above all.
form.addEventListener("answer-stored", (event) => {
  queue.sequence = Math.max(queue.sequence, event.detail.sequence);
  markOverview(event.target.closest("[data-slot]"));
  if (!queue.waiting.length) show("saved", `${say.saySaved} ${event.detail.time}`);
});

for (const wake of ["online", "focus"]) window.addEventListener(wake, () => queue.hurry());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) saveTyped();
  else queue.hurry();
});
window.addEventListener("beforeunload", (event) => {
  saveTyped();
  if (queue.waiting.length && !leaving) event.preventDefault();
});

if (!stateLine.dataset.state) show("", say.sayAtOnce);

// What a lost line or a crash left behind is shown again, and sent.
for (const answer of await queue.restore()) {
  const section = sectionOf(answer.slot);
  if (section) {
    fill(section, answer.fields);
    markOverview(section);
  }
}
queue.send();

setTimer = countDown(form, async () => {
  saveTyped();
  await queue.drained();
  leaving = true;
  show("failed", say.sayOver);
  location.assign(say.statusUrl);
});

// Flags are the reader's own bookmarks: kept in this browser, for this attempt.
const flagKey = `flags-${say.attempt}`;
const flags = new Set(JSON.parse(sessionStorage.getItem(flagKey) ?? "[]"));
for (const section of sections) {
  const { slot } = section.dataset;
  const box = section.querySelector("[data-flag-box]");
  const link = form.querySelector(`[data-overview="${slot}"]`);
  const draw = () => link.classList.toggle("is-flagged", box.checked);
  box.checked = flags.has(slot);
  box.closest("[data-flag]").hidden = false;
  box.addEventListener("change", () => {
    if (box.checked) flags.add(slot);
    else flags.delete(slot);
    sessionStorage.setItem(flagKey, JSON.stringify([...flags]));
    draw();
  });
  draw();
}
