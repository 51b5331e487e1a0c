// Turns the levels of a rubric into points, and keeps what is marked as one goes.

const PAUSE = 900;
const form = document.querySelector("form[data-marking]");
const points = form.elements.points;
const state = form.querySelector("[data-marking-state]");
const criteria = [...form.querySelectorAll("[data-criterion]")];

const sum = form.querySelector("[data-rubric-sum]");

/** What the rubric gives, as text; "" until each criterion has a level. The sum is told on the
    way. */
function ofRubric() {
  let [earned, most, isWhole] = [0, 0, true];
  for (const criterion of criteria) {
    const levels = [...criterion.querySelectorAll("[data-points]")];
    const chosen = levels.find((level) => level.checked);
    earned += Number(chosen?.dataset.points ?? 0);
    most += Math.max(...levels.map((level) => Number(level.dataset.points)));
    isWhole &&= Boolean(chosen);
  }
  const whole = isWhole && most;
  const given = whole ? String(Math.round((earned / most) * form.dataset.most * 100) / 100) : "";
  const words = given ? sum.dataset.sayPoints : sum.dataset.saySum;
  const plain = (number) => String(Math.round(number * 100) / 100);
  sum.textContent = words
    .replace("%e", plain(earned))
    .replace("%m", plain(most))
    .replace("%p", given);
  return given;
}

let timer = 0;
let sent = Promise.resolve();

async function keep() {
  const data = new FormData(form);
  data.set("action", "later");
  try {
    const response = await fetch(location.href, {
      method: "POST",
      body: data,
      keepalive: true,
      headers: { Accept: "application/json" },
    });
    const told = await response.json();
    if (response.ok) form.elements.seen.value = told.seen;
    state.textContent = response.ok ? `${form.dataset.saySaved} ${told.time}` : told.error;
  } catch {
    state.textContent = "";
  }
}

function keepSoon() {
  if (!("keeps" in form.dataset)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    timer = 0;
    sent = sent.then(keep);
  }, PAUSE);
}

form.addEventListener("input", (event) => {
  if (event.target.dataset.points !== undefined) points.value = ofRubric() || points.value;
  keepSoon();
});

// What is under way must be there before the page goes: its number goes out with the form.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  timer = 0;
  if (form.dataset.going) return;
  event.preventDefault();
  form.dataset.going = "yes";
  const { submitter } = event;
  // Not within this event: a form that is being submitted takes no second order.
  sent.then(() => setTimeout(() => form.requestSubmit(submitter)));
});

// Who goes on by a link within the pause loses nothing.
window.addEventListener("pagehide", () => {
  if (timer) keep();
  clearTimeout(timer);
});

// From one answer to the next without the mouse; what is being typed is kept on the way.
form.querySelector("[data-by-keys]").hidden = false;
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const link = document.querySelector(`a[aria-keyshortcuts="Alt+${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
