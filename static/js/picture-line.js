// Puts the line of an uploaded picture where its author was writing, or makes it the picture that
// the question is about.

const texts = "textarea, input[type=text]";
let last = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches(texts) && event.target.closest("#question-form")) last = event.target.id;
});

function insert(line) {
  const text =
    document.getElementById(last) ?? document.querySelector("#question-form textarea[name^=stem]");
  if (!text) return;
  text.focus();
  const before = text.value.slice(0, text.selectionStart);
  const gap = text.tagName === "TEXTAREA" && before.trim() ? "\n\n" : "";
  if (!document.execCommand("insertText", false, gap + line)) text.value = before + gap + line;
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function use(line) {
  const field = document.querySelector("#question-form [data-picture]");
  field.value = line;
  // Then one goes on at the picture.
  const go = () => {
    const canvas = document.querySelector("#question-form [data-canvas]");
    if (!canvas) return;
    document.removeEventListener("htmx:afterSettle", go);
    canvas.focus({ preventScroll: true });
    const show = () => canvas.scrollIntoView({ block: "center" });
    canvas.querySelector("img").decode().then(show, show); // before, it has no height
  };
  document.addEventListener("htmx:afterSettle", go);
  // The form is made anew, so that the picture can be drawn on.
  field.form.querySelector("[name=action][value=preview]").click();
}

export function enhance(form) {
  const offer = () => {
    const button = form.querySelector("[data-use]");
    if (!button) return;
    // Where the question is about a picture, that is what one uploads it for.
    const isAbout = Boolean(document.querySelector("#question-form input[data-picture]"));
    button.hidden = !isAbout;
    for (const other of form.querySelectorAll("[data-for-text]")) other.hidden = isAbout;
  };
  form.addEventListener("click", (event) => {
    const { line, use: about } = event.target.closest("button")?.dataset ?? {};
    if (line) insert(line);
    else if (about) use(about);
  });
  form.addEventListener("htmx:afterSettle", offer);
  // It may have come while this script was still on its way.
  offer();
}
