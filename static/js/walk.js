// A question that is walked, step by step. A step is sent as an answer is; the server says where it
// leads, and that is shown in place.

/** The question's walk in a section of the page, or null. */
export function walkIn(section) {
  return section?.querySelector("[data-walk]") ?? null;
}

/** Whether a first step was taken. */
export function isBegun(section) {
  return Number(walkIn(section).dataset.walk) > 0;
}

/** `send(section, fields)` hears of each step; `fieldsOf(section)` are those of its inputs. */
export function walks(form, { send, fieldsOf }) {
  // Section → whether its next scene is still looked for.
  const waiting = new Map();

  function take(section, button) {
    if (waiting.has(section)) return;
    const fields = fieldsOf(section);
    if (button) (fields[button.name] ??= []).push(button.value);
    waiting.set(section, true);
    send(section, fields);
  }

  form.addEventListener(
    "submit",
    (event) => {
      if (!event.submitter?.matches("[data-walk-go]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      take(event.submitter.closest("[data-slot]"), event.submitter);
    },
    { capture: true },
  );

  return {
    /** What is chosen on the page and not sent yet is sent. */
    takeChosen() {
      for (const walk of form.querySelectorAll("[data-walk]:has(input[type=radio]:checked)")) {
        take(walk.closest("[data-slot]"));
      }
    },

    /** The line is gone: where a step waits. The page will not jump when it is back. */
    held() {
      for (const section of waiting.keys()) waiting.set(section, false);
      return [...waiting.keys()];
    },

    /** The server has answered: where one stands now, if it says so. */
    show(section, html) {
      const isAwaited = waiting.get(section);
      waiting.delete(section);
      const walk = walkIn(section);
      if (!walk || !html) return;
      const made = new DOMParser().parseFromString(html, "text/html").querySelector("[data-walk]");
      const hadFocus = walk.contains(document.activeElement);
      walk.replaceWith(made);
      if (isAwaited || hadFocus) {
        made.querySelector("[data-walk-here]").focus({ preventScroll: !isAwaited });
      }
    },
  };
}
