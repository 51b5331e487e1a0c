// Flags to come back to: on the server, so that another device shows them. One that cannot be sent
// is kept in this browser until it can.

import { token } from "./token.js";

export class Flags {
  /** `held()` hears that one could not be sent yet. */
  constructor(form, held) {
    this.form = form;
    this.held = held;
    this.key = `flags-${form.dataset.attempt}`;
    this.waiting = new Map(this.kept());
    for (const [slot, isSet] of this.waiting) this.draw(slot, isSet);
    form.addEventListener("submit", (event) => this.pressed(event), { capture: true });
    window.addEventListener("online", () => this.send());
    this.send();
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return [];
    }
  }

  keep() {
    try {
      if (this.waiting.size) localStorage.setItem(this.key, JSON.stringify([...this.waiting]));
      else localStorage.removeItem(this.key);
    } catch {
      // It waits in this page.
    }
  }

  pressed(event) {
    if (event.submitter?.name !== "flag") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const [slot, wanted] = event.submitter.value.split(":");
    this.waiting.set(slot, wanted === "1");
    this.draw(slot, wanted === "1");
    this.keep();
    this.send();
  }

  draw(slot, isSet) {
    const button = this.form.querySelector(`[data-slot="${slot}"] [data-flag]`);
    if (button) {
      button.value = `${slot}:${isSet ? 0 : 1}`;
      button.setAttribute("aria-pressed", isSet);
    }
    const tile = this.form.querySelector(`[data-overview="${slot}"]`);
    tile?.classList.toggle("is-flagged", isSet);
    const word = tile?.querySelector("[data-overview-flag]");
    if (word) word.textContent = isSet ? this.form.dataset.sayFlagged : "";
  }

  /** One at a time, the last state of each. */
  async send() {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.size) {
      const [slot, isSet] = this.waiting.entries().next().value;
      if (!(await this.post(slot, isSet))) {
        this.held();
        break;
      }
      if (this.waiting.get(slot) === isSet) this.waiting.delete(slot);
      this.keep();
    }
    this.busy = false;
  }

  /** Whether the server has decided, one way or the other. */
  async post(slot, isSet) {
    try {
      const response = await fetch(this.form.dataset.flagUrl, {
        method: "POST",
        headers: { "X-CSRFToken": token() },
        body: new URLSearchParams({ flag: `${slot}:${isSet ? 1 : 0}` }),
        redirect: "error",
      });
      return response.ok || response.status === 409 || response.status === 422;
    } catch {
      return false;
    }
  }
}
