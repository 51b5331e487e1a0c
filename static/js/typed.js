// What is being typed: put down in this browser within a moment, also while somebody types on
// without a pause, and sent when they pause.

const DRAFT_AFTER = 400;
const SEND_AFTER_PAUSE = 800;
const SEND_AT_LATEST = 4000;

export class Typed {
  /** `draft(section)` puts down what stands there now, `save(section)` sends it. */
  constructor({ draft, save }) {
    Object.assign(this, { draft, save });
    this.waiting = new Map();
  }

  /** A key was pressed in this question. */
  hear(section) {
    const now = performance.now();
    const wait = this.waiting.get(section) ?? { since: now };
    this.waiting.set(section, wait);
    wait.drafting ??= setTimeout(() => {
      wait.drafting = null;
      this.draft(section);
    }, DRAFT_AFTER);
    clearTimeout(wait.sending);
    const left = wait.since + SEND_AT_LATEST - now;
    const pause = Math.max(0, Math.min(SEND_AFTER_PAUSE, left));
    wait.sending = setTimeout(() => this.take(section), pause);
  }

  /** Sends what was typed there, if anything was. */
  take(section) {
    if (!this.waiting.has(section)) return;
    this.forget(section);
    this.save(section);
  }

  takeAll() {
    for (const section of [...this.waiting.keys()]) this.take(section);
  }

  /** What stands there is sent by somebody else. */
  forget(section) {
    const wait = this.waiting.get(section);
    clearTimeout(wait?.drafting);
    clearTimeout(wait?.sending);
    this.waiting.delete(section);
  }
}
