// Words of a form that are not sent yet outlast its being closed, and a reload; kept for this
// window alone, and gone once they are sent.

function entriesOf(form) {
  const fields = new FormData(form);
  fields.delete("csrfmiddlewaretoken");
  return [...fields].filter(([, value]) => typeof value === "string");
}

export class KeptWords {
  constructor(form) {
    this.form = form;
    this.name = `words ${form.action}`;
  }

  /** Gives the form what was written in it before, and keeps what is written from now on. */
  begin() {
    this.fill();
    this.form.addEventListener("input", () => this.keep());
  }

  fill() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name)) ?? [];
      for (const [name, value] of kept) {
        const field = this.form.elements[name];
        if (field) field.value = value;
      }
    } catch {
      // Nothing kept, or not to be read: the form is as it came.
    }
  }

  keep() {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(entriesOf(this.form)));
    } catch {
      // No room: they stand here as long as the form is open.
    }
  }

  drop() {
    try {
      sessionStorage.removeItem(this.name);
    } catch {
      // Nothing was kept.
    }
  }
}
