// Counts the questions that are ticked in the bank, and opens what changes them.

const bar = document.querySelector("[data-chosen-bar]");
const form = bar?.closest("form");

function draw() {
  const chosen = form.querySelectorAll("[name=chosen]:checked").length;
  bar.querySelector("[data-chosen-count]").textContent = chosen;
}

if (form) {
  form.addEventListener("change", draw);
  bar.querySelector("a").addEventListener("click", () => {
    form.querySelector("details.bulk").open = true;
  });
  addEventListener("pageshow", draw);
  draw();
}
