/* Reading: the place kept, sources beside the text, keys between paragraphs. The page works without. */

const text = document.querySelector(".lesson-text");
const blocks = [...text.querySelectorAll(".block")];
const SETTLED = 1500;

/* The contents stand open where there is room for them. */
const contents = document.querySelector(".lesson-contents");
if (matchMedia("(min-width: 80rem)").matches) contents.open = true;

/* --- The place -------------------------------------------------------------------------- */

const inView = new Set();
let place = "";
let timer = 0;

function current() {
  return blocks.find((block) => inView.has(block));
}

function keepPlace() {
  const block = current();
  const key = block && block !== blocks[0] ? block.dataset.key : "";
  if (!key || key === place) return;
  place = key;
  for (const field of document.querySelectorAll("input[data-place]")) field.value = key;
  if (!text.dataset.placeUrl) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  const body = new URLSearchParams({ block: key });
  fetch(text.dataset.placeUrl, { method: "POST", headers, body, keepalive: true }).catch(() => {
    place = "";
  });
}

if ("IntersectionObserver" in window) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) inView.add(entry.target);
        else inView.delete(entry.target);
      }
      clearTimeout(timer);
      timer = setTimeout(keepPlace, SETTLED);
    },
    { rootMargin: "0px 0px -40% 0px" },
  );
  for (const block of blocks) observer.observe(block);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepPlace();
  });
}

/* --- Sources beside the text -------------------------------------------------------------- */

let opener = null;

function closeSources() {
  const open = document.querySelectorAll(".source-slot > .source-panel");
  for (const panel of open) panel.remove();
  for (const mark of document.querySelectorAll(".source-mark[aria-expanded]")) {
    mark.removeAttribute("aria-expanded");
  }
  return open.length > 0;
}

text.addEventListener("htmx:beforeRequest", (event) => {
  const mark = event.target;
  if (!mark.matches(".source-mark")) return;
  const wasOpen = mark.getAttribute("aria-expanded") === "true";
  closeSources();
  if (wasOpen) event.preventDefault();
});

text.addEventListener("htmx:afterSwap", (event) => {
  const panel = event.target.querySelector(".source-panel");
  if (!panel) return;
  opener = event.detail.requestConfig.elt;
  opener.setAttribute("aria-expanded", "true");
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
});

/* A source that cannot be fetched now is still a link. */
text.addEventListener("htmx:sendError", (event) => {
  if (event.target.matches(".source-mark")) location.assign(event.target.href);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest(".source-panel [data-close]")) return;
  closeSources();
  opener?.focus();
});

/* --- Words of the glossary ------------------------------------------------------------------ */

/* The page has each word's definition, to which the link leads; here it is shown at the word. */
const tip = document.createElement("div");
tip.className = "term-tip no-print";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true"); /* said already, by aria-describedby */
document.body.append(tip);
let explained = null;
let closing = 0;

function explain(term) {
  const definition = document.getElementById(term.getAttribute("aria-describedby"));
  if (!definition) return;
  clearTimeout(closing);
  explained = term;
  tip.textContent = definition.textContent;
  tip.lang = text.lang;
  tip.dir = text.dir;
  tip.hidden = false;
  const line = term.getClientRects()[0];
  const widest = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const start = text.dir === "rtl" ? line.right - tip.offsetWidth : line.left;
  tip.style.left = `${Math.max(8, Math.min(start, widest)) + scrollX}px`;
  tip.style.top = `${line.bottom + scrollY + 4}px`;
}

function hideTip() {
  clearTimeout(closing);
  const was = !tip.hidden;
  tip.hidden = true;
  explained = null;
  return was;
}

/* Time to move from the word to its explanation. */
function hideSoon() {
  clearTimeout(closing);
  closing = setTimeout(hideTip, 300);
}

for (const term of text.querySelectorAll("a.term")) {
  term.addEventListener("mouseenter", () => explain(term));
  term.addEventListener("mouseleave", hideSoon);
  term.addEventListener("focus", () => explain(term));
  term.addEventListener("blur", hideTip);
  /* A finger cannot hover: the first touch explains, the link is there for the second. */
  term.addEventListener("click", (event) => {
    if (event.detail === 0 || event.pointerType === "mouse") return;
    if (explained === term && term.dataset.touched) return;
    event.preventDefault();
    term.dataset.touched = "true";
    explain(term);
  });
}
tip.addEventListener("mouseenter", () => clearTimeout(closing));
tip.addEventListener("mouseleave", hideSoon);

/* --- Keys ----------------------------------------------------------------------------------- */

const toggle = document.querySelector("[data-shortcuts]");

function shortcutsOn() {
  try {
    return localStorage.getItem("lesson-shortcuts") !== "off";
  } catch {
    return true;
  }
}

toggle?.setAttribute("aria-pressed", String(shortcutsOn()));
toggle?.addEventListener("click", () => {
  const on = toggle.getAttribute("aria-pressed") !== "true";
  toggle.setAttribute("aria-pressed", String(on));
  try {
    localStorage.setItem("lesson-shortcuts", on ? "on" : "off");
  } catch {
    /* A browser that keeps nothing still reads. */
  }
});

function step(by) {
  const here = blocks.indexOf(document.activeElement.closest?.(".block") ?? current());
  const block = blocks[Math.min(blocks.length - 1, Math.max(0, here + by))];
  block.focus({ preventScroll: true });
  block.scrollIntoView({ block: "start" });
}

/* A link is followed; what marks as read waits for Enter, so that no slip of a finger reads. */
function goOn() {
  const next = document.querySelector("[data-next]");
  if (next instanceof HTMLAnchorElement) next.click();
  else next?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && hideTip()) return;
  if (event.key === "Escape" && closeSources()) {
    opener?.focus();
    return;
  }
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || !shortcutsOn()) return;
  if (event.key === "j" && blocks.length) step(1);
  if (event.key === "k" && blocks.length) step(-1);
  if (event.key === "n") goOn();
});
