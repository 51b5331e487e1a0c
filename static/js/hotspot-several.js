// Several places in a picture, marked by clicks, taps or the arrow keys and Enter. The answer stays
// in one field of the question ("26 30; 40 12"), so that it is saved, sent and filled in again as
// everything else is.

const STEP = 2;
const SMALL_STEP = 0.5;
const SVG = "http://www.w3.org/2000/svg";
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (number) => Math.min(100, Math.max(0, number));
const written = (number) => String(Number(within(number).toFixed(2)));

class Several {
  constructor(box) {
    this.box = box;
    this.image = box.querySelector("input[type=image]");
    this.aim = box.querySelector("[data-marker]");
    this.list = box.querySelector("[data-marks]");
    this.said = box.querySelector("[data-said]");
    this.field = box.querySelector("[data-numbers] input");
    this.at = [50, 50];
    this.aim.classList.add("is-aim");
    box.querySelector("[data-numbers]").hidden = true;
    box.querySelector(".hotspot-frame").classList.add("is-fluid");
    box.querySelector("input.is-narrow")?.remove();
    this.list.hidden = false;
    for (const part of box.querySelectorAll("[data-smooth]")) part.hidden = false;
    this.image.addEventListener("click", (event) => this.click(event));
    this.image.addEventListener("keydown", (event) => this.press(event));
    this.image.addEventListener("blur", () => this.showAim(false));
    box.closest("[data-slot]")?.addEventListener("answer-filled", () => this.draw());
    this.draw();
  }

  places() {
    return this.field.value
      .split(";")
      .map((pair) => pair.trim().replaceAll(",", ".").split(/\s+/).map(Number))
      .filter((pair) => pair.length === 2 && !pair.some(isNaN));
  }

  /** Of a keyboard's "click" the browser says no place: it is where the aim stands. */
  click(event) {
    event.preventDefault();
    if (event.detail === 0 && !event.pointerType) return this.add(this.at);
    const shown = this.image.getBoundingClientRect();
    this.add([
      ((event.clientX - shown.left) / shown.width) * 100,
      ((event.clientY - shown.top) / shown.height) * 100,
    ]);
  }

  press(event) {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? SMALL_STEP : STEP;
    this.at = this.at.map((number, axis) => within(number + move[axis] * step));
    this.showAim(true);
  }

  showAim(isShown) {
    this.aim.setAttribute("visibility", isShown ? "visible" : "hidden");
    this.moveTo(this.aim, this.at);
  }

  add(place) {
    const { dataset } = this.box;
    const places = this.places();
    const ticked = this.box.querySelectorAll("input[type=checkbox]:checked").length;
    if (places.length + ticked >= Number(dataset.most)) return this.tell(dataset.sayFull);
    this.set([...places, place]);
    this.tell(this.named(places.length + 1, place));
  }

  remove(index) {
    const places = this.places().filter((_place, other) => other !== index);
    this.set(places);
    this.tell(this.box.dataset.sayRemoved.replace("%n", places.length));
    (this.list.querySelectorAll("button")[Math.min(index, places.length - 1)] ?? this.image).focus();
  }

  set(places) {
    this.field.value = places.map((place) => place.map(written).join(" ")).join("; ");
    this.draw();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  named(number, [x, y]) {
    const words = this.box.dataset.sayPlace.replace("%n", number);
    return words.replace("%x", Math.round(x)).replace("%y", Math.round(y));
  }

  tell(words) {
    this.said.textContent = words;
  }

  draw() {
    const svg = this.aim.ownerSVGElement;
    for (const mark of svg.querySelectorAll("[data-mark]")) mark.remove();
    const places = this.places();
    places.forEach((place, index) => svg.insertBefore(this.drawn(place, index + 1), this.aim));
    this.list.replaceChildren(...places.map((place, index) => this.listed(place, index)));
  }

  drawn(place, number) {
    const mark = this.aim.cloneNode(true);
    mark.removeAttribute("data-marker");
    mark.setAttribute("data-mark", "");
    mark.classList.remove("is-aim");
    mark.setAttribute("visibility", "visible");
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("y", "-30");
    text.textContent = number;
    mark.append(text);
    this.moveTo(mark, place);
    return mark;
  }

  moveTo(mark, [x, y]) {
    const { width, height } = this.aim.ownerSVGElement.viewBox.baseVal;
    mark.setAttribute("transform", `translate(${(x / 100) * width} ${(y / 100) * height})`);
  }

  listed(place, index) {
    const item = document.createElement("li");
    const words = this.named(index + 1, place);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-quiet button-small" });
    button.textContent = this.box.dataset.sayRemove;
    button.setAttribute("aria-label", `${this.box.dataset.sayRemove}: ${words}`);
    button.addEventListener("click", () => this.remove(index));
    item.append(words, button);
    return item;
  }
}

export function enhance(box) {
  if (!box.disabled && box.querySelector("input[type=image]")) new Several(box);
}
