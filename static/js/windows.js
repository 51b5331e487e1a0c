// Several windows of one browser at the same attempt: each shows what is given in another, and
// counts on from it, so that an older answer never comes after a newer one.

export class OtherWindows {
  /** `hear({slot, fields, sequence})` is called with what another window has given; `sequence` is
   * the last one that the server's page knows of. */
  constructor({ attempt, sequence }, hear) {
    this.given = new Map();
    this.newest = new Map();
    this.line = new BroadcastChannel(`answers ${attempt}`);
    this.line.addEventListener("message", ({ data }) => {
      if (data.isOpened) this.tellAgain();
      else if (this.isNews(data) && !(data.isAgain && data.sequence <= Number(sequence))) {
        this.newest.set(data.slot, data.sequence);
        hear(data);
      }
    });
    this.line.postMessage({ isOpened: true });
  }

  isNews({ slot, sequence }) {
    return !(this.newest.get(slot) >= sequence);
  }

  tell(given) {
    this.given.set(given.slot, given);
    this.newest.set(given.slot, given.sequence);
    this.line.postMessage(given);
  }

  /** To a window whose page was made before the server had it, and which listens only now. */
  tellAgain() {
    for (const given of this.given.values()) this.line.postMessage({ ...given, isAgain: true });
  }

  /** Whether this answer gave way to one that is shown here already. */
  haveNewer({ slot, sequence }) {
    return this.newest.get(slot) > sequence;
  }
}
