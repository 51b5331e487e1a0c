// Between the questions and handing in: the time left, and what this browser has not sent yet.

import { AnswerQueue } from "./answer-queue.js";
import { answerStore } from "./answer-store.js";
import { asking } from "./asking.js";
import { countDown } from "./countdown.js";
import { Ended } from "./ended.js";
import { isTaken, reached } from "./reach.js";

const root = document.querySelector(".quiz[data-attempt-id]");
const words = root.dataset;
const waiting = root.querySelector("[data-waiting]");
const notSent = root.querySelector("[data-not-sent]");
const ended = root.querySelector("[data-ended]") && new Ended(root);
// The site may have heard a press whose answer was lost.
let isPressed = false;

function say(text) {
  notSent.hidden = false;
  if (notSent.textContent !== text) notSent.textContent = text;
}

async function onwards() {
  await reached(words.nowUrl);
  location.assign(words.statusUrl);
}

const setTimer = countDown(root, () => {
  if (ended?.isTold) return;
  say(notSent.dataset.over);
  onwards();
});
const isHeld = () => queue.waiting.length > 0;

/** On, but not in silence where something came too late. */
function hearOver(answer, body) {
  if (body.late) ended?.hear(answer);
  if (!isHeld()) end(body);
}

function end({ ended: sentence }) {
  if (ended && sentence && !isPressed) ended.tell(sentence);
  else if (!ended?.isTold) onwards();
}

function show() {
  if (!waiting) return;
  waiting.hidden = !isHeld();
  const numbers = new Set(queue.waiting.map(({ slot }) => slot));
  for (const line of waiting.querySelectorAll("[data-waiting-slot]")) {
    line.hidden = !numbers.has(Number(line.dataset.waitingSlot));
  }
}

const queue = new AnswerQueue({
  url: words.saveUrl,
  attempt: words.attemptId,
  sequence: 0,
  store: await answerStore(words.attemptId),
  tell: (state, answer, body) => {
    show();
    if (state === "over") hearOver(answer, body);
    // The page was made before: what is unanswered may be less by now.
    else if (!isHeld() && !ended?.isTold) location.reload();
  },
});

if (words.saveUrl && (await queue.restore()).length) {
  show();
  queue.send();
}

async function press(form, button) {
  button.setAttribute("aria-disabled", "true");
  isPressed = true;
  if (await isTaken(form, button)) return location.assign(form.dataset.then);
  button.removeAttribute("aria-disabled");
  say(notSent.dataset.lost);
  notSent.scrollIntoView({ block: "nearest" });
}

root.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (isHeld()) {
    waiting.scrollIntoView({ block: "nearest" });
    queue.hurry();
  } else if (button.getAttribute("aria-disabled") !== "true") press(event.target, button);
});
window.addEventListener("online", () => {
  queue.hurry();
  if (!notSent.hidden) say(notSent.dataset.back);
});

asking(words.nowUrl, (status, body) => {
  if (status !== 200) return;
  if (body.open) setTimer(body.seconds_left);
  else if (!isHeld()) end(body);
});
