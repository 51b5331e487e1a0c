// What this device still held when its attempt had ended elsewhere, and its page was closed: sent,
// so that the site has it, and told, for it does not count.

import { AnswerQueue } from "./answer-queue.js";
import { answerStore } from "./answer-store.js";

const notice = document.querySelector("[data-left-behind]");
const { attempt, saveUrl } = notice.dataset;

function tell(state, { slot }, body) {
  if (state !== "over" || !body.late) return;
  notice.querySelector(`[data-left-slot="${slot}"]`).hidden = false;
  notice.hidden = false;
}

const store = await answerStore(attempt);
const queue = new AnswerQueue({ url: saveUrl, attempt, sequence: 0, store, tell });
if ((await queue.restore()).length) queue.send();
window.addEventListener("online", () => queue.hurry());
