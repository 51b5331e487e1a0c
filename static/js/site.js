/* Small manners of every page. Nothing here is needed to read, answer or send. */

document.documentElement.classList.add("has-script");

document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-close]");
  if (closer) {
    const target = closer.closest(closer.dataset.close || ".source-panel, dialog");
    if (target instanceof HTMLDialogElement) target.close();
    else target?.remove();
  }
  if (event.target.closest("[data-print]")) window.print();
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.opens)?.showModal();
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

function announceErrors(root) {
  const summary = root.querySelector(".error-summary");
  if (!summary) return;
  summary.focus();
  const prefix = summary.dataset.title;
  if (!document.title.startsWith(prefix)) document.title = `${prefix} ${document.title}`;
}

for (const contents of document.querySelectorAll("details[data-open-wide]")) {
  contents.open = matchMedia("(min-width: 80rem)").matches;
}

announceErrors(document);
document.addEventListener("htmx:afterSettle", (event) => announceErrors(event.target));

for (const zones of document.querySelectorAll("select[data-detect-zone]")) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const untouched = zones.value === "UTC" && !document.querySelector(".error-summary");
  if (untouched && [...zones.options].some((zone) => zone.value === here)) zones.value = here;
}
