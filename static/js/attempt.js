// Saves each answer as it is given, and says honestly what is saved. The form works without.

import { AnswerQueue } from "./answer-queue.js";
import { answerStore } from "./answer-store.js";
import { asking } from "./asking.js";
import { countDown } from "./countdown.js";
import { Ended } from "./ended.js";
import { fieldsOf, fill, inputsOf, isAnswered, isGiven } from "./fields.js";
import { Flags } from "./flags.js";
import "./on-demand.js";
import { reached } from "./reach.js";
import { forgetRead, tellRead } from "./read-as.js";
import { renewTokens } from "./token.js";
import { Typed } from "./typed.js";
import { walkIn, walks } from "./walk.js";
import { OtherWindows } from "./windows.js";

// Longer than this nobody is kept waiting for an answer to a press.
const SENDING_LONGEST = 5000;

const form = document.querySelector("form[data-attempt]");
const say = form.dataset;
const stateLine = form.querySelector("[data-save-state]");
const signIn = form.querySelector("[data-sign-in]");
const sections = [...form.querySelectorAll("[data-slot]")];
const sectionOf = (slot) => form.querySelector(`[data-slot="${slot}"]`);
const heldBack = form.querySelector("[data-held-back]");
// The questions whose last answer the server does not have, as the line is gone.
const held = new Set();

function show(state, text) {
  stateLine.dataset.state = state;
  if (stateLine.textContent !== text) stateLine.textContent = text;
}

/** Also for questions of other pages, whose answers may wait here. */
function markOverview(slot) {
  const section = sectionOf(slot);
  const tile = form.querySelector(`[data-overview="${slot}"]`);
  const isHeld = held.has(Number(slot));
  const answered = section ? isAnswered(section) : isHeld || tile.matches(".is-answered");
  tile.classList.toggle("is-answered", answered);
  tile.classList.toggle("is-held", answered && isHeld);
  const word = isHeld ? say.sayHeld : say.sayAnswered;
  tile.querySelector("[data-overview-word]").textContent = answered ? word : "";
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

/** Nothing is called saved while there is anything that the server does not have. */
function showSaved(time) {
  if (queue.waiting.length || typed.waiting.size) show("saving", say.saySaving);
  else {
    show("saved", `${say.saySaved} ${time}`);
    form.dispatchEvent(new Event("all-saved"));
  }
}

/** What waits is shown as such where it was given. */
function hold() {
  for (const { slot } of queue.waiting) {
    held.add(slot);
    markOverview(slot);
  }
  for (const section of walk.held()) tellAt(section, say.sayWalkHeld);
}

function release({ slot }) {
  const section = sectionOf(slot);
  if (!queue.waiting.some((answer) => answer.slot === slot)) held.delete(slot);
  if (!queue.waiting.length) heldBack.hidden = true;
  markOverview(slot);
  tellAt(section, "");
}

function showWalk(answer, body) {
  const section = sectionOf(answer.slot);
  if (!walkIn(section)) return;
  walk.show(section, body.html);
  markOverview(answer.slot);
}

// The time was up while this page was open.
let isOver = false;
const ended = new Ended(form, say);

/** On to the result, but not in silence where somebody else ended it or something came too late. */
function isEnded({ ended: sentence }) {
  if (sentence) {
    ended.tell(sentence);
    show("failed", say.sayEnded);
  } else if (!ended.isTold) leave(say.statusUrl);
}

const tell = {
  saving: () => show("saving", say.saySaving),
  unsaved: () => {
    show("unsaved", isOver ? say.sayOverHeld : say.sayUnsaved);
    hold();
  },
  offline: () => {
    const words = queue.isKept ? say.sayOffline : say.sayOfflineHere;
    show("unsaved", isOver ? say.sayOverHeld : words);
    hold();
  },
  "signed-out": (_answer, body) => {
    show("unsaved", say.saySignedOut);
    askToSignIn(body.sign_in);
    hold();
  },
  another: () => {
    show("unsaved", say.sayAnother);
    askToSignIn();
    hold();
  },
  saved: (answer, body) => {
    if (!signIn.hidden) signedIn();
    setTimer(body.seconds_left);
    release(answer);
    if (sectionOf(answer.slot)) refuse(sectionOf(answer.slot), "");
    tellRead(sectionOf(answer.slot), answer, body);
    showWalk(answer, body);
    if (!body.holds && !windows.haveNewer(answer)) show("failed", say.sayNewer);
    else showSaved(body.time);
  },
  refused: (answer, body) => {
    show("failed", say.sayRefused);
    release(answer);
    const section = sectionOf(answer.slot);
    if (section) refuse(section, body.error);
    else show("failed", body.error);
    showWalk(answer, body);
  },
  over: (answer, body) => {
    show("failed", body.error);
    if (body.late) ended.hear(answer);
    release(answer);
    if (!queue.waiting.length) isEnded(body);
  },
};

function askToSignIn(address) {
  if (address) signIn.querySelector("[data-sign-in-link]").href = address;
  signIn.hidden = false;
}

/** Here or in another window. */
function signedIn() {
  signIn.hidden = true;
  renewTokens();
}

// Set right by the answers that come back, once the timer runs.
let setTimer = () => {};

const queue = new AnswerQueue({
  url: form.action,
  attempt: say.attempt,
  sequence: Number(say.sequence),
  store: await answerStore(say.attempt),
  tell: (state, answer, body) => tell[state](answer, body),
});

// What a lost line or a crash left behind is shown again, and sent; but what somebody gave on this
// page before its scripts were there is newer.
const left = await queue.restore();
const given = sections.filter((section) => !walkIn(section) && inputsOf(section).some(isGiven));
for (const answer of left) {
  const section = sectionOf(answer.slot);
  if (!section || given.includes(section)) continue;
  fill(section, answer.fields);
}
for (const { slot } of left) {
  held.add(slot);
  markOverview(slot);
}

const walk = walks(form, {
  send: (section, fields) => queue.add(Number(section.dataset.slot), fields),
  fieldsOf,
});

let leaving = false;
function leave(url) {
  leaving = true;
  location.assign(url);
}

function save(section, { isTyped = false } = {}) {
  typed.forget(section);
  markOverview(section.dataset.slot);
  const [slot, fields] = [Number(section.dataset.slot), fieldsOf(section)];
  queue.add(slot, fields, { isTyped });
  windows.tell({ slot, fields, sequence: queue.sequence });
}

const windows = new OtherWindows(say, ({ slot, fields, sequence }) => {
  const section = sectionOf(slot);
  if (section && typed.waiting.has(section)) return;
  if (section) fill(section, fields);
  forgetRead(section);
  markOverview(slot);
  queue.sequence = Math.max(queue.sequence, sequence);
});

const typed = new Typed({
  draft: (section) => queue.draft(Number(section.dataset.slot), fieldsOf(section)),
  save: (section) => save(section, { isTyped: true }),
});

queue.send();
for (const section of given) save(section);

form.addEventListener("input", (event) => {
  const section = event.target.closest("[data-slot]");
  if (!section || !event.target.name || event.target.type === "file") return;
  if (walkIn(section)) return;
  forgetRead(section, event.target.name);
  if (event.target.matches("input[type=text], input[type=number], textarea")) {
    typed.hear(section);
    if (!queue.timer) show("saving", say.saySaving);
  } else save(section);
});

form.addEventListener("focusout", (event) => {
  typed.take(event.target.closest("[data-slot]"));
});

/** False as soon as something has to wait: then the page stays, also when the line is back. */
function isSent() {
  if (!navigator.onLine) return false;
  const late = new Promise((resolve) => setTimeout(resolve, SENDING_LONGEST, false));
  return Promise.race([queue.sent(), late]);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (ended.isTold) return ended.focus();
  typed.takeAll();
  walk.takeChosen();
  if (!(await isSent())) {
    (signIn.hidden ? heldBack : signIn).hidden = false;
    (signIn.hidden ? heldBack : signIn).scrollIntoView({ block: "nearest" });
    return;
  }
  heldBack.hidden = true;
  if (form.querySelector("[data-refused]:not([hidden])")) {
    form.querySelector("[data-refused]:not([hidden])").scrollIntoView({ block: "center" });
  } else if (!leaving) {
    await goTo(event.submitter);
  }
});

// What checks an answer waits until the server has it.
form.addEventListener("answers-wanted", (event) => {
  typed.takeAll();
  event.detail.sent = isSent();
});

async function goTo(button) {
  if (button?.name === "check") leave(say.checkUrl);
  if (button?.dataset.to) leave(button.dataset.to);
  if (button?.name !== "go") return;
  const forGood = document.getElementById("leave");
  if (!forGood) {
    const [page, question] = button.value.split(":");
    leave(`?page=${page}#q${question}`);
  } else if (await othersAreSent()) {
    leaving = true;
    renewTokens();
    forGood.submit();
  } else {
    heldBack.hidden = false;
  }
}

/** What other windows of this browser have put down; a page that is left for good takes nothing
 * afterwards. */
async function othersAreSent() {
  if (!queue.isKept) return true;
  await queue.restore();
  return isSent();
}

for (const lost of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  form.addEventListener(lost, ({ target }) => tellAt(target.closest("[data-slot]"), say.sayHintLost));
}
form.addEventListener("htmx:afterSwap", ({ target }) => tellAt(target.closest("[data-slot]"), ""));

form.addEventListener("answer-sending", () => show("saving", say.saySaving));
form.addEventListener("answer-lost", () => show("failed", say.sayRefused));

// What a question's own script has stored by another way, files above all.
form.addEventListener("answer-stored", (event) => {
  queue.sequence = Math.max(queue.sequence, event.detail.sequence);
  markOverview(event.target.closest("[data-slot]").dataset.slot);
  showSaved(event.detail.time);
});

for (const wake of ["online", "focus"]) window.addEventListener(wake, () => queue.hurry());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) typed.takeAll();
  else queue.hurry();
});
window.addEventListener("beforeunload", (event) => {
  typed.takeAll();
  if (queue.waiting.length && !leaving) event.preventDefault();
});

if (!stateLine.dataset.state) show("", say.sayAtOnce);

setTimer = countDown(form, async () => {
  if (ended.isTold) return;
  typed.takeAll();
  isOver = true;
  show("failed", say.sayOver);
  for (const section of sections) section.inert = true;
  await queue.drained();
  await reached(say.nowUrl);
  isEnded({});
});

const isIdle = () => !queue.waiting.length && !typed.waiting.size && !queue.busy;

/** What stands on this page is older than the attempt: it is fetched anew, to where one was. */
function showAnew() {
  const here = document.activeElement?.closest("[data-slot]");
  if (here) history.replaceState(null, "", `#${here.id}`);
  leaving = true;
  location.reload();
}

asking(say.nowUrl, (status, body) => {
  if (status === 401) askToSignIn();
  if (status !== 200 || leaving) return;
  if (!body.open) {
    typed.takeAll();
    queue.drained().then(() => isEnded(body));
    return;
  }
  setTimer(body.seconds_left);
  if (body.sequence > queue.sequence && isIdle()) showAnew();
});

new Flags(form, () => show("unsaved", say.sayFlagHeld));

let lastTouched = sections[0];
form.addEventListener("focusin", (event) => {
  lastTouched = event.target.closest("[data-slot]") ?? lastTouched;
});

// Signing in again, over this page; where that fails the link opens a window of its own.
signIn.querySelector("[data-sign-in-link]").addEventListener("click", async (event) => {
  const link = event.currentTarget;
  if (link.dataset.asWindow) return;
  event.preventDefault();
  try {
    const { signInHere } = await import(link.dataset.script);
    await signInHere(link, say.nowUrl);
    signedIn();
    queue.hurry();
    lastTouched?.focus();
  } catch {
    link.dataset.asWindow = "yes";
    signIn.querySelector("[data-sign-in-elsewhere]").hidden = false;
    link.focus();
  }
});
