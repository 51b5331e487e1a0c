// Turns the levels of a rubric into points, and keeps what is marked as one goes.

const PAUSE = 900;
const form = document.querySelector("form[data-marking]");
const points = form.elements.points;
const state = form.querySelector("[data-marking-state]");
const criteria = [...form.querySelectorAll("[data-criterion]")];

/** What the rubric gives, as text; "" until each criterion has a level. */
function ofRubric() {
  let [earned, most] = [0, 0];
  for (const criterion of criteria) {
    const levels = [...criterion.querySelectorAll("[data-points]")];
    const chosen = levels.find((level) => level.checked);
    if (!chosen) return "";
    earned += Number(chosen.dataset.points);
    most += Math.max(...levels.map((level) => Number(level.dataset.points)));
  }
  return most ? String(Math.round((earned / most) * form.dataset.most * 100) / 100) : "";
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
  if (form.dataset.going) return;
  event.preventDefault();
  form.dataset.going = "yes";
  const { submitter } = event;
  // Not within this event: a form that is being submitted takes no second order.
  sent.then(() => setTimeout(() => form.requestSubmit(submitter)));
});
