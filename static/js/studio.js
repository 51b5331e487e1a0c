/* The workbench by keyboard: with the focus in a lesson, J and K go on and back, Alt and an arrow
   moves the lesson, M merges it with the one above. Every key presses a button of the page. */

const KEYS = { ArrowUp: "up", ArrowDown: "down" };

function lessons() {
  return [...document.querySelectorAll("#workbench .plan-lesson")];
}

function isTyping(target) {
  return target.closest("input, select, textarea") !== null;
}

function press(lesson, key) {
  lesson?.querySelector(`[data-key="${key}"]`)?.click();
}

function go(lesson, step) {
  const all = lessons();
  const next = all[all.indexOf(lesson) + step];
  next?.querySelector("summary, a, button")?.focus();
}

document.addEventListener("keydown", (event) => {
  const lesson = event.target.closest("[data-keys='workbench'] .plan-lesson");
  if (!lesson || isTyping(event.target) || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    press(lesson, KEYS[event.key]);
  } else if (event.key === "j") go(lesson, 1);
  else if (event.key === "k") go(lesson, -1);
  else if (event.key === "m") press(lesson, "merge");
});
