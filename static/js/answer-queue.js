// Sends answers one at a time, in order, until the server has each of them.

import { token } from "./token.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const PATIENCE = 10000;

async function post(url, answer) {
  const { slot, operation, sequence, fields } = answer;
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify({ slot, operation, sequence, fields }),
    signal: AbortSignal.timeout(PATIENCE),
    redirect: "error",
  });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return {
    status: response.status,
    body: isJson ? await response.json() : null,
    pause: 1000 * (Number(response.headers.get("Retry-After")) || 0),
  };
}

export class AnswerQueue {
  /** `tell(state, answer, body)` hears: saving, saved, unsaved (the server is busy or
   * away), offline, signed-out, another (person is signed in), refused, over. */
  constructor({ url, attempt, sequence, store, tell }) {
    Object.assign(this, { url, attempt, sequence, store, tell });
    this.waiting = [];
    this.wait = 0;
    this.timer = null;
    this.stuck = null;
    this.busy = false;
    this.idle = [];
    this.tries = [];
    // Operations of typed answers that no post has carried yet.
    this.untried = new Set();
    this.page = randomId();
    // Whether what waits outlives this page.
    this.isKept = store.lasts;
  }

  /** What a lost line, a crash or another window left behind, in its order, is sent too. */
  async restore() {
    const all = await this.store.all();
    const found = await Promise.all(all.map((answer) => this.taken(answer)));
    const known = new Set(found.map(({ operation }) => operation));
    this.waiting = [...found, ...this.waiting.filter(({ operation }) => !known.has(operation))];
    for (const answer of found) this.sequence = Math.max(this.sequence, answer.sequence);
    return this.waiting;
  }

  /** A draft becomes an answer, under an operation of its own: another window that lives may
   * still be typing it. */
  async taken({ isDraft, ...answer }) {
    if (!isDraft) return answer;
    const sent = { ...answer, operation: randomId() };
    await this.keep(sent, [answer]);
    return sent;
  }

  /** Puts down what is still being typed, so that it outlives this page. Nothing is sent yet. */
  draft(slot, fields) {
    return this.keep({ ...this.draftOf(slot), fields, sequence: this.sequence + 1, isDraft: true });
  }

  draftOf(slot) {
    return { attempt: this.attempt, slot, operation: `draft ${this.page} ${slot}` };
  }

  /** `isTyped`: more of it follows; where it cannot be sent yet, the newer takes its place. */
  async add(slot, fields, { isTyped = false } = {}) {
    this.sequence += 1;
    const operation = randomId();
    const answer = { attempt: this.attempt, slot, fields, operation, sequence: this.sequence };
    const isOld = (one) => isTyped && one.slot === slot && this.untried.delete(one.operation);
    const old = this.waiting.filter(isOld);
    this.waiting = [...this.waiting.filter((one) => !old.includes(one)), answer];
    if (isTyped) this.untried.add(operation);
    // While the line is gone this one waits with the others.
    if (this.timer) this.tell(this.stuck.state, answer, this.stuck.body);
    else this.tell("saving", answer);
    await this.keep(answer, [...old, this.draftOf(slot)]);
    this.send();
  }

  /** In the browser; `gone` are those whose place it takes. */
  async keep(answer, gone = []) {
    try {
      await this.store.put(answer, gone);
    } catch {
      // A full disk: it still waits in this page and is sent at once.
      this.isKept = false;
    }
  }

  /** Resolves when nothing waits any more. */
  drained() {
    this.hurry();
    if (!this.waiting.length && !this.busy) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  /** Resolves to true when nothing waits any more, to false when something has to wait longer. */
  sent() {
    this.hurry();
    if (!this.waiting.length && !this.busy) return Promise.resolve(true);
    return new Promise((resolve) => this.tries.push(resolve));
  }

  hurry() {
    clearTimeout(this.timer);
    this.timer = null;
    this.send();
  }

  async send() {
    if (this.busy || this.timer) return;
    this.busy = true;
    while (this.waiting.length && (await this.sendFirst()));
    this.busy = false;
    if (this.waiting.length) return;
    for (const resolve of [...this.idle.splice(0), ...this.tries.splice(0)]) resolve(true);
  }

  async sendFirst() {
    const answer = this.waiting[0];
    this.untried.delete(answer.operation);
    let outcome;
    try {
      outcome = await post(this.url, answer);
    } catch {
      outcome = { status: 0, body: null, pause: 0 };
    }
    const { status, body, pause } = outcome;
    if (body && status === 401) return this.later("signed-out", answer, body);
    // Somebody else is signed in: nothing is sent in their name.
    if (body && status === 404) return this.later("another", answer, body);
    if (!status) return this.later("offline", answer, body);
    // The server or a proxy is away, busy or full, or the words are not ours: not saved yet.
    if (!body || status === 429 || status >= 500) return this.later("unsaved", answer, body, pause);
    this.wait = 0;
    this.waiting = this.waiting.filter(({ operation }) => operation !== answer.operation);
    this.store.remove(answer).catch(() => {});
    if (body.sequence) this.sequence = Math.max(this.sequence, body.sequence);
    this.tell(status === 200 ? "saved" : status === 409 ? "over" : "refused", answer, body);
    return true;
  }

  /** Tries again: each time later, and not before the server's own `pause` (milliseconds). */
  later(state, answer, body, pause = 0) {
    this.wait = Math.min(LONGEST_WAIT, Math.max(this.wait * 2 || FIRST_WAIT, pause));
    // Spread out, so that a server that returns is not met by everybody at once.
    const spread = 1 + Math.random() / 2;
    this.timer = setTimeout(() => this.hurry(), this.wait * spread);
    this.stuck = { state, body };
    this.tell(state, answer, body);
    for (const resolve of this.tries.splice(0)) resolve(false);
    return false;
  }
}

function randomId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Pages that are not served over TLS have none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
