// How an answer was read, told beside its field as soon as it is saved: "1,5" is 1.5.

function tell(section, words) {
  const line = section?.querySelector("[data-read]");
  if (!line) return;
  line.querySelector("[data-read-value]").textContent = words;
  line.hidden = !words;
}

/** Of an answer that came back; what was typed since then is read when it is saved. */
export function tellRead(section, { fields }, { read = "" }) {
  const input = section?.querySelector("input[type=text]");
  if (input && fields?.[input.name]?.[0] === input.value) tell(section, read);
}

export function forgetRead(section) {
  tell(section, "");
}
