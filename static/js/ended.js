// An attempt that ended elsewhere: said where one is, and what was given after it stays in sight
// until one goes on.

const UNTIL_ENDED = "[data-until-ended], [data-timer], [data-timer-told]";

export class Ended {
  /** `root` holds the notice; `sayLate` stands at each question whose answer came too late. */
  constructor(root, { sayLate = "" } = {}) {
    this.root = root;
    this.notice = root.querySelector("[data-ended]");
    this.sayLate = sayLate;
    this.late = new Set();
    this.isTold = false;
  }

  /** An answer that the server has kept, and does not count. */
  hear({ slot }) {
    this.late.add(slot);
  }

  /** `sentence`: by whom it was ended, and when. */
  tell(sentence) {
    this.isTold = true;
    this.notice.querySelector("[data-ended-words]").textContent = sentence;
    this.showLate();
    for (const section of this.root.querySelectorAll("section[data-slot]")) this.close(section);
    for (const part of this.root.querySelectorAll(UNTIL_ENDED)) part.hidden = true;
    this.notice.hidden = false;
    this.focus();
  }

  showLate() {
    const count = this.late.size;
    this.notice.querySelector("[data-ended-late]").hidden = !count;
    this.notice.querySelector("[data-ended-count]").textContent = count;
    for (const line of this.notice.querySelectorAll("[data-ended-slot]")) {
      line.hidden = !this.late.has(Number(line.dataset.endedSlot));
    }
  }

  /** It can be read and copied, and no more changed. */
  close(section) {
    section.inert = false;
    for (const part of section.querySelectorAll("input, select, textarea, button")) {
      if (part.matches("textarea, input[type=text], input[type=number]")) part.readOnly = true;
      else part.disabled = true;
    }
    const line = section.querySelector("[data-held-line]");
    const isLate = this.late.has(Number(section.dataset.slot));
    line.hidden = !isLate;
    line.textContent = isLate ? this.sayLate : "";
  }

  focus() {
    this.notice.scrollIntoView({ block: "center" });
    this.notice.focus();
  }
}
