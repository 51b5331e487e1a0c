// Leaves a page only where there is a line: else the browser's own error page takes its place.

import { token } from "./token.js";

const PATIENCE = 10_000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;

/** Sends a form. False: the site did not take it, as far as one can know; sent twice it must do no
 * harm. */
export async function isTaken(form, submitter) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form, submitter),
      headers: { "X-CSRFToken": token() },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.status < 500 && response.status !== 429;
  } catch {
    return false;
  }
}

async function answers(url) {
  try {
    await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
}

function later(wait) {
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
    window.addEventListener("online", resolve, { once: true });
  });
}

/** Resolves once the site answers again. */
export async function reached(url) {
  for (let wait = FIRST_WAIT; !(await answers(url)); wait = Math.min(2 * wait, LONGEST_WAIT)) {
    await later(wait);
  }
}
