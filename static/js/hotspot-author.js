// Regions of a picture, drawn with the mouse or moved with the keyboard. What is drawn stands in
// the fields of each region, in percent; typed numbers are drawn too.

const STEP = 1;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FIRST = { rectangle: [40, 40, 20, 20], circle: [50, 50, 10], polygon: [40, 60, 60, 60, 50, 40] };
const SVG = "http://www.w3.org/2000/svg";

const short = (numbers) => numbers.map((number) => Number(number.toFixed(1))).join(", ");

class Author {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.canvas = box.querySelector("[data-canvas]");
    if (!this.canvas) return;
    this.svg = box.querySelector("[data-regions]");
    this.picture = box.querySelector("[data-drawn-on]");
    this.said = box.querySelector("[data-said]");
    this.canvas.classList.add("is-fluid");
    box.querySelector("[data-how]").hidden = false;
    this.rows = [...this.form.querySelectorAll("#rows-regions .question-row")].map((row, index) =>
      this.prepared(row, index),
    );
    this.chosen = null;
    this.canvas.addEventListener("pointerdown", (event) => this.down(event));
    this.canvas.addEventListener("pointermove", (event) => this.drag(event));
    this.canvas.addEventListener("pointerup", () => this.up());
    this.canvas.addEventListener("keydown", (event) => this.press(event));
    this.form.addEventListener("input", () => this.draw());
    this.draw();
  }

  prepared(element, index) {
    const row = {
      number: index + 1,
      shape: element.querySelector("select[name$=-shape]"),
      place: element.querySelector("input[name$=-place]"),
    };
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small hotspot-draw" });
    button.textContent = `${this.box.dataset.sayDraw} ${row.number}`;
    button.addEventListener("click", () => this.choose(row));
    row.place.after(button);
    return row;
  }

  choose(row) {
    this.chosen = row;
    if (!this.numbers(row).length) this.set(row, FIRST[row.shape.value]);
    this.fresh = row.shape.value === "polygon";
    this.canvas.scrollIntoView({ block: "center" });
    this.canvas.focus();
    this.say(`${this.box.dataset.sayDrawing} ${row.number}`);
    this.draw();
  }

  numbers(row) {
    const parts = row.place.value.split(/[\s,;]+/).filter(Boolean).map(Number);
    return parts.some(isNaN) ? [] : parts;
  }

  set(row, numbers) {
    row.place.value = short(numbers);
    row.place.dispatchEvent(new Event("input", { bubbles: true }));
  }

  at(event) {
    const shown = this.picture.getBoundingClientRect();
    const part = (value, from, length) => Math.min(100, Math.max(0, ((value - from) / length) * 100));
    return [part(event.clientX, shown.left, shown.width), part(event.clientY, shown.top, shown.height)];
  }

  down(event) {
    if (!this.chosen) return;
    event.preventDefault();
    this.canvas.focus();
    if (this.chosen.shape.value === "polygon") return this.corner(this.at(event));
    this.canvas.setPointerCapture(event.pointerId);
    this.start = this.at(event);
  }

  corner(point) {
    const before = this.fresh ? [] : this.numbers(this.chosen);
    this.fresh = false;
    this.set(this.chosen, [...before, ...point]);
  }

  drag(event) {
    if (!this.start) return;
    const [x, y] = this.at(event);
    const [left, top] = this.start;
    if (this.chosen.shape.value === "circle") {
      const tall = this.picture.clientHeight / this.picture.clientWidth;
      const far = Math.hypot(x - left, (y - top) * tall);
      const most = Math.min(left, 100 - left, top * tall, (100 - top) * tall);
      this.set(this.chosen, [left, top, Math.max(1, Math.min(far, most))]);
    } else {
      const sizes = [Math.max(1, Math.abs(x - left)), Math.max(1, Math.abs(y - top))];
      this.set(this.chosen, [Math.min(left, x), Math.min(top, y), ...sizes]);
    }
  }

  up() {
    if (this.start) this.say(`${this.box.dataset.sayDone} ${this.chosen.place.value}`);
    this.start = null;
  }

  /** The arrow keys move the region; with Shift they resize it, or move its last corner. */
  press(event) {
    const move = MOVES[event.key];
    if (!move || !this.chosen) return;
    event.preventDefault();
    const numbers = this.numbers(this.chosen);
    const [x, y] = move.map((step) => step * STEP);
    const shape = this.chosen.shape.value;
    if (!event.shiftKey) {
      const moved = shape === "polygon" ? numbers.length : 2;
      this.set(this.chosen, numbers.map((n, i) => (i < moved ? n + (i % 2 ? y : x) : n)));
    } else if (shape === "circle") {
      this.set(this.chosen, [numbers[0], numbers[1], Math.max(1, numbers[2] + x + y)]);
    } else {
      const end = numbers.length - 2;
      const least = shape === "rectangle" ? 1 : 0;
      this.set(
        this.chosen,
        numbers.map((n, i) => (i < end ? n : Math.max(least, n + (i % 2 ? y : x)))),
      );
    }
    this.say(this.chosen.place.value);
  }

  say(words) {
    this.said.textContent = words;
  }

  draw() {
    this.svg.replaceChildren();
    for (const row of this.rows) {
      const numbers = this.numbers(row);
      const drawn = this.shape(row.shape.value, numbers);
      if (!drawn) continue;
      drawn.setAttribute("class", row === this.chosen ? "is-chosen" : "");
      this.svg.append(drawn);
    }
  }

  shape(name, numbers) {
    const made = (tag, attributes) => {
      const element = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const [a, b, c, d] = numbers;
    if (name === "rectangle" && numbers.length === 4) {
      return made("rect", { x: a, y: b, width: Math.max(0, c), height: Math.max(0, d) });
    }
    if (name === "circle" && numbers.length === 3) {
      const wide = this.picture.clientWidth / (this.picture.clientHeight || 1);
      return made("ellipse", { cx: a, cy: b, rx: Math.max(0, c), ry: Math.max(0, c * wide) });
    }
    if (name === "polygon" && numbers.length >= 4) {
      return made("polygon", { points: numbers.join(" ") });
    }
    return null;
  }
}

export function enhance(box) {
  new Author(box);
}
