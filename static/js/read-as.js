// How a number was read, told beside its field as soon as it is saved: "1,5" is 1.5.

const linesOf = (section) => [...(section?.querySelectorAll("[data-read]") ?? [])];

function tell(line, words) {
  line.querySelector("[data-read-value]").textContent = words;
  line.hidden = !words;
}

/** Of an answer that came back; what was typed since then is read when it is saved. */
export function tellRead(section, { fields }, { read_as: read = {} }) {
  for (const line of linesOf(section)) {
    const name = line.dataset.read;
    const input = section.querySelector(`[name="${name}"]`);
    if (fields?.[name]?.[0] === input.value) tell(line, read[name] ?? "");
  }
}

/** Of one field, or of all. */
export function forgetRead(section, name = "") {
  for (const line of linesOf(section)) {
    if (!name || line.dataset.read === name) tell(line, "");
  }
}
