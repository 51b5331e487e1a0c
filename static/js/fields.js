// What a question of an attempt holds: its inputs, read and filled.

import { isBegun, walkIn } from "./walk.js";

export function inputsOf(section) {
  return [...section.querySelectorAll("input, select, textarea")].filter(
    (input) => input.name && input.type !== "hidden" && input.type !== "file",
  );
}

export function fieldsOf(section) {
  const fields = {};
  for (const input of inputsOf(section)) {
    const isTick = input.type === "radio" || input.type === "checkbox";
    fields[input.name] ??= [];
    if (!isTick || input.checked) fields[input.name].push(input.value);
  }
  return fields;
}

export function fill(section, fields) {
  for (const input of inputsOf(section)) {
    const values = fields[input.name] ?? [];
    if (input.type === "radio" || input.type === "checkbox") {
      input.checked = values.includes(input.value);
    } else {
      input.value = values[0] ?? "";
    }
  }
  section.dispatchEvent(new Event("answer-filled"));
}

/** Whether it is no longer as the server made it. */
export function isGiven(input) {
  if (input.type === "radio" || input.type === "checkbox") {
    return input.checked !== input.defaultChecked;
  }
  if (!input.options) return input.value !== input.defaultValue;
  const made = [...input.options].find((option) => option.defaultSelected) ?? input.options[0];
  return input.value !== made?.value;
}

export function isAnswered(section) {
  if (walkIn(section)) return isBegun(section);
  return Object.values(fieldsOf(section)).some((values) => values.some(Boolean));
}
