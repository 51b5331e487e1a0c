/* The workbench by keyboard: J and K go from lesson to lesson, Alt and an arrow moves one,
   M merges it with the one above. Every key presses a button that is there for the mouse too. */

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

function go(step) {
  const all = lessons();
  const here = all.indexOf(document.activeElement.closest(".plan-lesson"));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.querySelector("summary, a, button")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-keys='workbench']") || isTyping(event.target)) return;
  const lesson = event.target.closest(".plan-lesson");
  if (event.altKey && KEYS[event.key] && lesson) {
    event.preventDefault();
    press(lesson, KEYS[event.key]);
  } else if (event.altKey || event.ctrlKey || event.metaKey) {
    return;
  } else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "m" && lesson) press(lesson, "merge");
});
