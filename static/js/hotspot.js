// A place in a picture, marked by a click, a tap or the arrow keys. The answer stays in the
// question's own fields, so that it is saved, sent and filled in again as everything else is.

const STEP = 2;
const SMALL_STEP = 0.5;
const SAY_AFTER = 400;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (number) => Math.min(100, Math.max(0, number));

class Hotspot {
  constructor(box) {
    this.box = box;
    this.image = box.querySelector("input[type=image]");
    this.marker = box.querySelector("[data-marker]");
    this.said = box.querySelector("[data-said]");
    [this.across, this.down] = box.querySelectorAll("[data-numbers] input");
    box.querySelector("[data-numbers]").classList.add("visually-hidden");
    box.querySelector(".hotspot-frame").classList.add("is-fluid");
    box.querySelector("input.is-narrow")?.remove();
    for (const part of box.querySelectorAll("[data-smooth]")) part.hidden = false;
    for (const part of box.querySelectorAll("[data-plain]")) part.hidden = true;
    this.image.addEventListener("click", (event) => this.click(event));
    this.image.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("change", (event) => this.chose(event.target));
    for (const input of [this.across, this.down]) {
      input.tabIndex = -1;
      input.addEventListener("input", () => this.draw());
    }
    box.closest("[data-slot]")?.addEventListener("answer-filled", () => this.draw());
    this.draw();
  }

  /** Of a keyboard's "click" the browser says no place: the arrow keys mark one. */
  click(event) {
    event.preventDefault();
    if (event.detail === 0 && !event.pointerType) return;
    const shown = this.image.getBoundingClientRect();
    this.mark(
      ((event.clientX - shown.left) / shown.width) * 100,
      ((event.clientY - shown.top) / shown.height) * 100,
    );
  }

  press(event) {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const [x, y] = this.place() ?? [50, 50];
    this.mark(x + move[0] * step, y + move[1] * step);
  }

  place() {
    const [x, y] = [this.across.value, this.down.value].map((text) => text.replace(",", "."));
    return x === "" || y === "" || isNaN(x) || isNaN(y) ? null : [Number(x), Number(y)];
  }

  mark(x, y) {
    this.across.value = within(x).toFixed(2);
    this.down.value = within(y).toFixed(2);
    for (const choice of this.choices()) choice.checked = false;
    this.draw();
    this.across.dispatchEvent(new Event("input", { bubbles: true }));
    this.sayPlace();
  }

  choices() {
    return [...this.box.querySelectorAll("input[type=radio]")];
  }

  /** What was chosen from the list takes the marker off the picture. */
  chose(input) {
    if (input.type !== "radio" || !input.checked) return;
    this.across.value = this.down.value = "";
    this.draw();
  }

  draw() {
    const place = this.place();
    this.marker.setAttribute("visibility", place ? "visible" : "hidden");
    if (!place) return;
    const { width, height } = this.marker.ownerSVGElement.viewBox.baseVal;
    const [x, y] = [(place[0] / 100) * width, (place[1] / 100) * height];
    this.marker.setAttribute("transform", `translate(${x} ${y})`);
  }

  sayPlace() {
    clearTimeout(this.timer);
    const [x, y] = this.place();
    const words = this.box.dataset.sayPlace.replace("%x", Math.round(x)).replace("%y", Math.round(y));
    this.timer = setTimeout(() => (this.said.textContent = words), SAY_AFTER);
  }
}

export function enhance(box) {
  if (!box.disabled && box.querySelector("input[type=image]")) new Hotspot(box);
}
