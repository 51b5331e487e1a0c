/* The workbench: keys, shift and drag. Every one of them presses a button or sends a form of the
   page, so that nothing is done here which the page without this script cannot do. */

const ARROWS = { ArrowUp: "up", ArrowDown: "down" };
const LETTERS = { m: "merge", r: "rename", s: "split" };

const bench = () => document.querySelector("#workbench");
const isBusy = () => "busy" in bench().dataset;
const all = (selector) => [...document.querySelectorAll(`#workbench ${selector}`)];
const isTyping = (target) => target.closest("select, textarea, input:not([type=checkbox], [type=radio])") !== null;

/* Keys. */

const ITEMS = ".plan-lesson, .plan-module > .plan-head, .source-passage";

/* What a key is for: what has the focus. */
function itemOf(target) {
  const item = target.closest(ITEMS);
  return bench().contains(item) ? item : null;
}

/* Where the hands were last, for a key pressed with the focus on none of the lessons. */
let lastItem = "";

function go(key, item) {
  const step = key === "j" ? 1 : -1;
  if (item) return goFrom(item, step);
  const rows = all(".plan-lesson");
  const known = document.getElementById(lastItem);
  focusIn(known?.matches(".plan-lesson") ? known : rows.at(step > 0 ? 0 : -1));
}

function focusIn(row) {
  row?.querySelector("input[type=checkbox], summary, a, button")?.focus();
}

/* Keys that are a letter alone can be turned off, here and in lessons, as one setting. */
function lettersOn() {
  try {
    return localStorage.getItem("lesson-shortcuts") !== "off";
  } catch {
    return true;
  }
}

function showLetters() {
  document.querySelector("#workbench [data-letters]")?.setAttribute("aria-pressed", String(lettersOn()));
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-letters]")) return;
  try {
    localStorage.setItem("lesson-shortcuts", lettersOn() ? "off" : "on");
  } catch {
    /* Without a store they stay on. */
  }
  showLetters();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("#workbench .plan-lesson");
  if (row) lastItem = row.id;
});

function press(item, key) {
  const found = item?.querySelector(`[data-key="${key}"]`);
  found?.click();
  return Boolean(found);
}

function goFrom(item, step) {
  const kind = item.classList.contains("source-passage") ? ".source-passage" : ".plan-lesson";
  const rows = all(kind);
  const at = nearest(rows, item) + step;
  focusIn(rows[step > 0 ? Math.floor(at) : Math.ceil(at)]);
}

/* The row's own number; of a module's head, the one of the last lesson before it. */
function nearest(rows, item) {
  if (rows.includes(item)) return rows.indexOf(item);
  return rows.filter((row) => item.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_PRECEDING).length - 0.5;
}

function onLetter(event, item) {
  const key = event.key.toLowerCase();
  if (event.key === "?") showKeys();
  else if (key === "j" || key === "k") go(key, item);
  else if (key === "x") item?.querySelector("input[type=checkbox]")?.click();
  else if (!item || !LETTERS[key] || !press(item, LETTERS[key])) return;
  event.preventDefault();
}

function showKeys() {
  const keys = document.querySelector("#plan-keys");
  if (!keys) return;
  keys.open = !keys.open;
  keys.querySelector("summary").focus();
}

/* What is open over or in the plan: help and history first, then a lesson's panel. */
function closeOpen() {
  const over = document.querySelector("#workbench .plan-actions details[open]");
  if (over) {
    over.open = false;
    over.querySelector("summary").focus();
  } else document.querySelector("#workbench .plan-panel [data-key=cancel]")?.click();
}

document.addEventListener("keydown", (event) => {
  if (!bench()) return;
  if (event.key === "Escape" && !event.target.closest("details.menu[open]")) return closeOpen();
  if (isTyping(event.target)) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const again = event.key === "y" || (event.key === "Z" && event.shiftKey);
    const button = document.querySelector(again ? "#redo" : event.key === "z" ? "#undo" : null);
    if (!button) return;
    event.preventDefault();
    // While a step is on its way, the page does not know yet that it can be undone.
    if (isBusy() || button.getAttribute("aria-disabled") !== "true") button.click();
    return;
  }
  const item = itemOf(event.target) ?? (isBusy() ? document.getElementById(lastItem) : null);
  if (event.altKey) {
    if (!item || !ARROWS[event.key]) return;
    event.preventDefault();
    press(item, ARROWS[event.key]);
  } else if (lettersOn()) onLetter(event, item);
});

/* Boxes: with shift everything from the one ticked last. */

let lastTicked = null;

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("#workbench input[type=checkbox]");
  if (!box) return;
  const boxes = all(`input[name="${box.name}"]`);
  const from = boxes.indexOf(document.getElementById(lastTicked));
  if (event.shiftKey && from >= 0) {
    const to = boxes.indexOf(box);
    for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  }
  lastTicked = box.id;
  countTicked();
});

function countTicked() {
  const ticked = all("input[name=lesson]:checked").length;
  const shown = document.querySelector("#ticked-count");
  if (!shown) return;
  shown.textContent = ticked ? `(${ticked})` : "";
  if (ticked) document.querySelector("#ticked").open = true;
}

/* Drag: a lesson in front of another or to the end of a module, ticked passages into a lesson. */

let dragged = null;

function send(fields) {
  const form = document.querySelector("#dragged");
  for (const [name, value] of fields) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  form.requestSubmit();
}

function passagesWith(row) {
  const ticked = all("input[name=passage]:checked").map((box) => box.value);
  const own = row.dataset.passage;
  return ticked.includes(own) ? ticked : [own];
}

function placeAt(target) {
  const lesson = target.closest("#workbench .plan-lesson[data-lesson]");
  if (lesson) return lesson;
  return dragged?.lesson ? target.closest("#workbench .plan-module[data-module]") : null;
}

function clear() {
  for (const one of document.querySelectorAll(".is-target")) one.classList.remove("is-target");
}

function makeDraggable() {
  if (!document.querySelector("#dragged")) return;
  for (const row of all(".plan-lesson[data-lesson], .source-passage")) row.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("#workbench [draggable=true]");
  if (!row) return;
  dragged = row.dataset.lesson ? { lesson: row.dataset.lesson } : { passages: passagesWith(row) };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.dataset.lesson ?? "");
});

document.addEventListener("dragover", (event) => {
  const place = dragged && placeAt(event.target);
  clear();
  if (!place) return;
  event.preventDefault();
  place.classList.add("is-target");
});

document.addEventListener("dragend", () => {
  dragged = null;
  clear();
});

document.addEventListener("drop", (event) => {
  const place = dragged && placeAt(event.target);
  if (!place) return;
  event.preventDefault();
  const { lesson, module } = place.dataset;
  if (dragged.passages) {
    send([["step", "put:"], ["into", lesson], ...dragged.passages.map((id) => ["passage", id])]);
  } else if (dragged.lesson !== lesson) {
    send([["step", `lesson-to:${dragged.lesson}`], ["to", lesson ?? module]]);
  }
  dragged = null;
  clear();
});

/* After a step: the focus on what was moved, the place in the report as it was, and the step in
   words for those who do not see it. */

let kept = { scroll: 0, index: 0 };

document.addEventListener("htmx:beforeRequest", (event) => {
  const pane = document.querySelector(".studio-source");
  if (!bench()?.contains(event.target) || !pane) return;
  const open = document.querySelector("#workbench .plan-panel");
  const lesson = (itemOf(event.target) ?? itemOf(document.activeElement) ?? open)?.closest(".plan-lesson");
  kept = { scroll: pane.scrollTop, index: lesson ? all(".plan-lesson").indexOf(lesson) : 0 };
});

function focusOn(done) {
  const here = document.activeElement;
  if (here && here !== document.body && here.id !== "main") return;
  const rows = all(".plan-lesson");
  const row = document.getElementById(`lesson-${done}`) ?? rows[Math.min(kept.index, rows.length - 1)];
  const panel = document.querySelector("#workbench [autofocus]");
  const own = ["change", "skip", "take", "open"].map((name) => document.getElementById(`${name}-${done}`));
  (panel ?? own.find(Boolean) ?? row?.querySelector("summary") ?? row?.querySelector("button"))?.focus();
}

function settled() {
  makeDraggable();
  showLetters();
  countTicked();
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "workbench") return;
  const { told, done } = bench().dataset;
  const pane = document.querySelector(".studio-source");
  if (pane) pane.scrollTop = kept.scroll;
  settled();
  focusOn(done);
  // Typed over as a whole, or changed after an arrow key.
  if (document.activeElement?.id === "new-title") document.activeElement.select();
  // What went to another module may be out of sight, and the focus with it.
  if (done) document.getElementById(`lesson-${done}`)?.scrollIntoView({ block: "nearest" });
  document.querySelector("#plan-told").textContent = told;
});

settled();
