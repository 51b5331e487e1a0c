// A list put in order by buttons or by dragging. The answer stays in the list's own selects, so
// that it is saved, sent and filled in again as everything else is.

const MARKED = 1500;

class Ordering {
  constructor(box) {
    this.box = box;
    this.list = box.querySelector("ol");
    this.said = box.querySelector("[data-said]");
    for (const part of box.querySelectorAll("[data-plain]")) part.hidden = true;
    for (const part of box.querySelectorAll("[data-smooth]")) part.hidden = false;
    this.list.addEventListener("click", (event) => this.press(event));
    this.list.addEventListener("pointerdown", (event) => this.grab(event));
    box.closest("[data-slot]")?.addEventListener("answer-filled", () => this.arrange());
    this.arrange();
  }

  items() {
    return [...this.list.children];
  }

  placeOf(item) {
    return Number(item.querySelector("select").value) || Infinity;
  }

  /** As the selects have it; what has no place stays behind, in the order it was given. */
  arrange() {
    const items = this.items().sort((one, other) => {
      const [first, second] = [this.placeOf(one), this.placeOf(other)];
      return first === second ? 0 : first - second;
    });
    this.list.append(...items);
    this.draw();
  }

  draw() {
    const items = this.items();
    this.box.querySelector("[data-untouched]").hidden = items.some(
      (item) => this.placeOf(item) !== Infinity,
    );
    items.forEach((item, index) => {
      const [up, down] = item.querySelectorAll("[data-move]");
      up.setAttribute("aria-disabled", index === 0);
      down.setAttribute("aria-disabled", index === items.length - 1);
    });
  }

  press({ target, detail }) {
    const button = target.closest("[data-move]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const item = button.closest("[data-item]");
    const { top } = button.getBoundingClientRect();
    // The neighbour goes past, so that the focus stays on the button.
    if (button.dataset.move === "-1") item.after(item.previousElementSibling);
    else item.before(item.nextElementSibling);
    this.moved(item);
    // The button stays under the finger: a second tap moves the same line on, not another back.
    if (detail) scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
  }

  moved(item) {
    this.items().forEach((one, index) => {
      one.querySelector("select").value = index + 1;
    });
    this.draw();
    this.mark(item);
    const text = item.querySelector("label").textContent.trim();
    this.said.textContent = `${text} – ${this.box.dataset.sayPlace} ${this.placeOf(item)}`;
    item.querySelector("select").dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** For a moment, so that the eye finds it. */
  mark(item) {
    clearTimeout(this.marking);
    for (const one of this.items()) one.classList.toggle("is-moved", one === item);
    this.marking = setTimeout(() => item.classList.remove("is-moved"), MARKED);
  }

  grab(event) {
    if (!event.target.closest("[data-grip]") || this.box.disabled || event.button) return;
    event.preventDefault();
    const item = event.target.closest("[data-item]");
    const before = this.items();
    const drag = (move) => this.drag(item, move.clientY);
    const drop = (end) => {
      document.removeEventListener("pointermove", drag);
      document.removeEventListener("pointerup", drop);
      document.removeEventListener("pointercancel", drop);
      item.classList.remove("is-dragged");
      if (end.type === "pointercancel") this.list.append(...before);
      else if (this.items().some((one, index) => one !== before[index])) this.moved(item);
    };
    item.classList.add("is-dragged");
    document.addEventListener("pointermove", drag);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", drop);
  }

  /** The lines that the pointer has passed go past the one that is held. */
  drag(item, y) {
    const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
    for (let one = item.previousElementSibling; one && y < middle(one); ) {
      item.after(one);
      one = item.previousElementSibling;
    }
    for (let one = item.nextElementSibling; one && y > middle(one); ) {
      item.before(one);
      one = item.nextElementSibling;
    }
  }
}

export function enhance(box) {
  new Ordering(box);
}
