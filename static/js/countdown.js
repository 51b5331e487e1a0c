// The time left, counted down from what the server said; it decides nothing. Announced politely
// at a few moments only, and quiet until the last tenth.

const SPOKEN = [1800, 600, 300, 60, 30, 10];

function face(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const pad = (number) => String(number).padStart(2, "0");
  const rest = pad(seconds % 60);
  return hours ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

// The way of an answer through the line takes time: so many seconds are no news.
const NEWS = 3;

/** Starts the timer inside `root`; calls `over` once when nothing is left. Returns what sets it
 * right when the server names other seconds left: it gave back time. */
export function countDown(root, over) {
  const timer = root.querySelector("[data-timer]");
  if (!timer) return () => {};
  const value = timer.querySelector("[data-timer-value]");
  const spoken = root.querySelector("[data-timer-spoken]");
  let total = Number(timer.dataset.seconds);
  const limit = Number(timer.dataset.limit) * 60 || total;
  let begun = performance.now();
  let last = total + 1;

  function say(seconds) {
    const due = SPOKEN.find((moment) => last > moment && seconds <= moment);
    if (due === undefined) return;
    const inMinutes = due >= 60;
    const label = inMinutes ? root.dataset.sayMinutes : root.dataset.saySeconds;
    spoken.textContent = `${label} ${inMinutes ? due / 60 : due}`;
  }

  function tick() {
    const seconds = Math.max(0, Math.ceil(total - (performance.now() - begun) / 1000));
    value.textContent = face(seconds);
    timer.classList.toggle("timer-last", seconds * 10 <= limit);
    if (last <= total) say(seconds);
    last = seconds;
    if (seconds === 0) {
      clearInterval(running);
      over();
    }
  }

  const running = setInterval(tick, 500);
  tick();
  return (seconds) => {
    if (typeof seconds !== "number" || seconds < last + NEWS) return;
    total = seconds;
    begun = performance.now();
    last = total + 1;
    tick();
  };
}

const checking = document.querySelector(".quiz[data-status-url]:not([data-attempt])");
if (checking) countDown(checking, () => location.assign(checking.dataset.statusUrl));

// A page from the browser's memory would show an old time.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
