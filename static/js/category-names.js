// The list of what an item belongs to says the categories' names as they are written.

const most = 60; // characters, as the page itself shortens them

function nameOf(part, row) {
  const inputs = [...part.querySelectorAll(`[name^="${row}-text-"]`)];
  const name = inputs.map((input) => input.value.trim()).find(Boolean) ?? "";
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

export function enhance(part) {
  part.addEventListener("input", (event) => {
    const row = /^(categories-\d+)-text-/.exec(event.target.name ?? "")?.[1];
    const id = row && part.querySelector(`[name="${row}-id"]`)?.value;
    const name = row && nameOf(part, row);
    if (!id || !name) return;
    for (const list of part.querySelectorAll("select[name^='items-'][name$='-category']")) {
      for (const option of list.options) if (option.value === id) option.text = name;
    }
  });
}
