// Sends a file as soon as it is chosen, with its progress; the form sends it without.

class FileAnswer {
  constructor(box, form) {
    this.box = box;
    this.form = form;
    this.input = box.querySelector("[data-file-input]");
    this.list = box.querySelector("[data-files]");
    this.progress = box.querySelector("[data-file-progress]");
    this.refused = box.querySelector("[data-file-refused]");
    box.querySelector("[data-file-without-script]").hidden = true;
    this.input.addEventListener("change", () => this.send());
    // On a slow line it may have been chosen before this script had come.
    this.send();
  }

  /** XMLHttpRequest, for it alone tells how much has gone out. */
  send() {
    if (!this.input.files.length) return;
    const { slot } = this.box.closest("[data-slot]").dataset;
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    for (const file of this.input.files) data.append(this.input.name, file);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.dataset.filesUrl.replace(/0\/$/, `${slot}/`));
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      this.progress.value = event.lengthComputable ? (event.loaded * 100) / event.total : 0;
    });
    request.addEventListener("load", () => this.told(request));
    request.addEventListener("error", () => this.lose(this.box.dataset.sayLost));
    this.busy(true);
    this.box.dispatchEvent(new Event("answer-sending", { bubbles: true }));
    request.send(data);
  }

  busy(isBusy) {
    this.progress.value = 0;
    this.progress.hidden = !isBusy;
    this.input.disabled = isBusy;
    if (isBusy) this.refuse("");
    // Choosing the same file again would otherwise change nothing, and so send nothing.
    else this.input.value = "";
  }

  told(request) {
    if (request.status !== 200 || !request.response?.html) {
      this.lose(request.response?.error ?? this.box.dataset.sayLost);
      return;
    }
    this.busy(false);
    this.list.innerHTML = request.response.html;
    const full = this.box.querySelector("[data-files-full]");
    const sent = this.list.querySelectorAll("input[type=checkbox]").length;
    full.hidden = sent < Number(full.dataset.filesFull);
    this.takeFocusBack();
    this.list.scrollIntoView({ block: "nearest" });
    const detail = { sequence: request.response.sequence, time: request.response.time };
    this.box.dispatchEvent(new CustomEvent("answer-stored", { bubbles: true, detail }));
  }

  /** The field lost it while it was disabled, unless somebody went on meanwhile. */
  takeFocusBack() {
    if (document.activeElement === document.body) this.input.focus({ preventScroll: true });
  }

  lose(text) {
    this.busy(false);
    this.takeFocusBack();
    this.refuse(text);
    this.box.dispatchEvent(new Event("answer-lost", { bubbles: true }));
  }

  refuse(text) {
    this.refused.hidden = !text;
    this.refused.textContent = text;
  }
}

export function enhance(box) {
  const form = box.closest("form[data-attempt]");
  if (form && !box.disabled) new FileAnswer(box, form);
}
