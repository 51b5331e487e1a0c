/* The workbench's presses, one after another: each step is sent with the revision that the answer
   before it gave, so that quick hands are not told of a change in another tab which is their own. */

const LEAVES_WITHIN = 5000;

const waiting = [];
let isBusy = false;
let isRefused = false;
let isLeaving = false;

const bench = () => document.querySelector("#workbench");
const isOfBench = (target) => Boolean(bench()?.contains(target));
const pathOf = (address) => new URL(address, document.baseURI).pathname;

/* What the page itself says anew. */
const OWN = new Set(["csrfmiddlewaretoken", "revision"]);

function pressOf(form, submitter) {
  const fields = [...new FormData(form, submitter)].filter(([name]) => !OWN.has(name));
  // The page may be drawn anew before the press is sent, so what it says is kept, not the button.
  return { path: pathOf(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action), fields };
}

function hold(event, press) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!isLeaving) waiting.push(press);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!isOfBench(form) || form.method !== "post") return;
    if (isBusy || isLeaving) return hold(event, pressOf(form, event.submitter));
    // A form that htmx does not send leads to another page: what is pressed after it is too late.
    isLeaving = form.closest("[hx-boost]").getAttribute("hx-boost") === "false";
    // Somebody may stop it on its way.
    setTimeout(stays, LEAVES_WITHIN);
  },
  { capture: true },
);

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("#workbench a[href]");
    if (!link || !isBusy || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.closest("[hx-boost]").getAttribute("hx-boost") === "false") return;
    hold(event, { href: link.getAttribute("href") });
  },
  { capture: true },
);

function stays() {
  isLeaving = false;
}

addEventListener("pageshow", stays);

/* Whoever leaves before the last press was answered would lose it: the browser asks. */
addEventListener("beforeunload", (event) => {
  if (isBusy || waiting.length) event.preventDefault();
});

/* The same press on the page as it is now; one whose form is gone has nothing more to change. */
function sendNext() {
  const press = waiting.shift();
  if (!press) return;
  if (press.href) follow(press.href);
  else resend(press);
  if (!isBusy && !isLeaving) sendNext();
}

function follow(href) {
  const link = document.createElement("a");
  Object.assign(link, { href, hidden: true });
  bench().append(link);
  htmx.process(link);
  link.click();
}

function resend({ path, fields }) {
  const forms = [...bench().querySelectorAll("form[method=post]")].filter((form) => pathOf(form.action) === path);
  // Steps go out by the form without fields of its own.
  const form = forms.find((one) => one.id === "dragged") ?? forms[0];
  if (!form) return;
  for (const [name, value] of fields) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  form.requestSubmit();
}

const isAnswer = (event) => event.detail.target?.id === "workbench" || event.target.id === "workbench";

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isAnswer(event)) return;
  isBusy = true;
  isRefused = false;
  bench().dataset.busy = "";
});

/* Nothing is done upon a page that is not what one saw when one pressed. */
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isAnswer(event)) isRefused = event.detail.xhr.status >= 400;
});

function ended() {
  isBusy = false;
  delete bench()?.dataset.busy;
  if (isRefused) waiting.length = 0;
  sendNext();
}

document.addEventListener("htmx:afterSettle", (event) => {
  // After the other script put the focus back.
  if (isAnswer(event)) setTimeout(ended);
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort", "htmx:swapError"]) {
  document.addEventListener(name, (event) => {
    if (!isAnswer(event)) return;
    isRefused = true;
    ended();
  });
}
