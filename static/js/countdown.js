// The time left, counted down from what the server said; it decides nothing, and no clock of this
// device is asked. Announced politely at a few moments, and quiet until the last tenth.

const MOMENTS = [600, 300, 60, 30];
// The way of an answer through the line takes time: so many seconds are no news.
const NEWS = 3;
// So much more or less is said aloud.
const GIFT = 30;
// From so many seconds on the day is shown instead of a clock.
const DAY = 86400;
const HIDDEN = "parcours-time-hidden";

function face(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const pad = (number) => String(number).padStart(2, "0");
  const rest = pad(seconds % 60);
  return hours ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function isHidden() {
  try {
    return localStorage.getItem(HIDDEN) === "1";
  } catch {
    return false;
  }
}

/** Who is made uneasy by it hides the time; this browser remembers. It is still announced. */
function mayHide(timer, value, words) {
  const toggle = timer.querySelector("[data-timer-toggle]");
  let hidden = isHidden();
  const draw = () => {
    value.hidden = hidden;
    toggle.textContent = hidden ? words.sayShowTime : words.sayHideTime;
  };
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    hidden = !hidden;
    draw();
    try {
      localStorage.setItem(HIDDEN, hidden ? "1" : "");
    } catch {
      // It holds for this page.
    }
  });
  draw();
}

/** Starts the timer inside `root`; calls `over` once when nothing is left. Returns what sets it
 * right when the server names the seconds left: there may be more of them, or fewer again. */
export function countDown(root, over) {
  const timer = root.querySelector("[data-timer]");
  if (!timer) return () => {};
  const words = root.dataset;
  const value = timer.querySelector("[data-timer-value]");
  const spoken = root.querySelector("[data-timer-spoken]");
  const told = root.querySelector("[data-timer-told]");
  let total = Number(timer.dataset.seconds);
  const limit = Number(timer.dataset.limit) * 60 || total;
  const moments = [Math.round(limit / 120) * 60, ...MOMENTS].filter(Boolean).sort((a, b) => b - a);
  let begun = performance.now();
  let last = total;
  let running = null;

  const left = () => Math.max(0, Math.ceil(total - (performance.now() - begun) / 1000));

  function inWords(seconds) {
    if (seconds < 60) return `${words.saySeconds} ${seconds}`;
    return `${words.sayMinutes} ${Math.floor(seconds / 60)}`;
  }

  function tick() {
    const seconds = left();
    value.textContent = face(seconds);
    timer.classList.toggle("timer-last", seconds * 10 <= limit && seconds < DAY);
    timer.classList.toggle("timer-far", seconds >= DAY);
    const due = moments.findLast((moment) => last > moment && seconds <= moment);
    // After a sleep it is less than that.
    if (due) spoken.textContent = inWords(due - seconds < NEWS ? due : seconds);
    last = seconds;
    if (seconds > 0) return;
    clearInterval(running);
    over();
  }

  mayHide(timer, value, words);
  running = setInterval(tick, 500);
  tick();
  return (seconds) => {
    if (typeof seconds !== "number") return;
    const more = seconds - left();
    if (Math.abs(more) < NEWS) return;
    total = seconds;
    begun = performance.now();
    // A moment that a small step back passes over is still announced.
    if (more > 0 || more <= -GIFT) last = seconds;
    if (Math.abs(more) >= GIFT) {
      told.textContent = more > 0 ? words.sayMoreTime : words.sayTimeSet;
      told.hidden = false;
      spoken.textContent = `${told.textContent} ${inWords(seconds)}`;
    }
    tick();
  };
}

// A page from the browser's memory would show an old time, and old answers.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
