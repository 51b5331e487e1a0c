// Asks the server how the attempt stands when somebody returns to its page: the device may have
// slept, time may have been given, another window may have answered.

const SOONEST = 5000;
const EVERY = 180_000;

/** `hear(status, body)` is called with each answer. Returns what asks at once. */
export function asking(url, hear) {
  let asked = -SOONEST;

  async function ask() {
    if (document.hidden || performance.now() - asked < SOONEST) return;
    asked = performance.now();
    try {
      const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(SOONEST) });
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      if (isJson) hear(response.status, await response.json());
    } catch {
      // No line: what is saved next tells.
    }
  }

  for (const wake of ["online", "focus"]) window.addEventListener(wake, ask);
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, EVERY);
  return ask;
}
