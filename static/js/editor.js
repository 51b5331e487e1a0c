/* The lesson editor: saves as one types, shows the preview, and puts marks into the text. */

const AUTOSAVE_AFTER = 2500;
const PREVIEW_AFTER = 600;
const TRY_AGAIN_AFTER = 10000;

const form = document.getElementById("editor");
const text = document.getElementById("id_body");
const state = document.getElementById("save-state");
let saveTimer = 0;
let previewTimer = 0;
let saving = false;
let stopped = false;
let changed = false;

function say(kind, words) {
  state.dataset.state = kind;
  state.textContent = words;
}

function fields() {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "language", "base", "title", "objectives", "body"]) {
    data.set(name, form.elements[name]?.value ?? "");
  }
  return data;
}

async function save() {
  if (saving || stopped) return plan(AUTOSAVE_AFTER);
  saving = true;
  changed = false;
  say("saving", form.dataset.saving);
  try {
    const response = await fetch(form.dataset.autosave, { method: "POST", body: fields() });
    const answer = await response.json();
    if (response.ok) {
      form.elements.base.value = answer.base;
      if (!changed) say("saved", `${form.dataset.saved} ${answer.saved}`);
    } else {
      say("failed", answer.problem);
      // Somebody else saved: "Save" shows both texts; saving by itself would only repeat this.
      stopped = response.status === 409;
      changed = true;
    }
  } catch {
    changed = true;
    say("failed", form.dataset.failed);
    plan(TRY_AGAIN_AFTER);
  } finally {
    saving = false;
  }
}

function plan(after) {
  clearTimeout(saveTimer);
  // Some texts are saved by hand alone.
  if (!stopped && form.dataset.autosave) saveTimer = setTimeout(save, after);
}

function touched() {
  changed = true;
  if (!stopped) say("unsaved", form.dataset.unsaved);
  plan(AUTOSAVE_AFTER);
  clearTimeout(previewTimer);
  previewTimer = setTimeout(() => htmx.trigger("#preview", "refresh"), PREVIEW_AFTER);
}

/* Through the browser's own editing, so that Ctrl+Z undoes it. */
function put(words, from = text.selectionStart, to = text.selectionEnd) {
  text.focus();
  text.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, words)) text.setRangeText(words, from, to, "end");
  touched();
}

function wrap(mark) {
  const { selectionStart: from, selectionEnd: to } = text;
  const chosen = text.value.slice(from, to);
  put(`${mark}${chosen}${mark}`);
  text.setSelectionRange(from + mark.length, from + mark.length + chosen.length);
}

function startLine(mark) {
  const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  put(mark, start, start);
}

function putBlock(words) {
  const before = text.value.slice(0, text.selectionEnd);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  put(`${gap}${words}\n\n`, text.selectionEnd, text.selectionEnd);
}

/* A mark goes right under the block that the cursor is in, beside marks that stand there. */
function cite(token) {
  const value = text.value;
  const gap = value.indexOf("\n\n", text.selectionStart);
  const end = gap < 0 ? value.trimEnd().length : gap;
  const lineStart = value.lastIndexOf("\n", end - 1) + 1;
  const line = value.slice(lineStart, end);
  const known = line.match(/^\{:.*src="([^"]*)"/);
  if (known?.[1].split(" ").includes(token)) return;
  if (known) {
    const at = lineStart + line.indexOf('src="') + 5 + known[1].length;
    put(` ${token}`, at, at);
  } else put(`\n{: src="${token}"}`, end, end);
}

function link(address) {
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd);
  const from = text.selectionStart + chosen.length + 3;
  put(`[${chosen}](${address})`);
  text.setSelectionRange(from, from + address.length);
}

function openPanel(selector) {
  const panel = document.querySelector(selector);
  panel.open = true;
  panel.querySelector("input")?.focus();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { wrap: mark, line, insert, link: address, source, open } = button.dataset;
  if (mark) wrap(mark);
  else if (line) startLine(line);
  else if (insert) putBlock(insert);
  else if (address) link(address);
  else if (source) cite(source);
  else if (open) openPanel(open);
});

text.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const act = { b: () => wrap("**"), i: () => wrap("*"), k: () => link("https://") }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=save]"));
  }
});

form.addEventListener("input", (event) => {
  if (["title", "objectives", "body"].includes(event.target.name)) touched();
});

form.addEventListener("submit", () => {
  changed = false;
  clearTimeout(saveTimer);
});

window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
