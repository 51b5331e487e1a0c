// In a quiz that is taken in its order the browser's Back shows the page where one is already: that
// needs a word, else it looks as if nothing had happened.

const KEY = "parcours-came-back";
const line = document.querySelector("[data-came-back]");

function isBack() {
  const [visit] = performance.getEntriesByType("navigation");
  try {
    const isKept = sessionStorage.getItem(KEY) === location.pathname;
    sessionStorage.removeItem(KEY);
    return isKept || visit?.type === "back_forward";
  } catch {
    return visit?.type === "back_forward";
  }
}

if (isBack()) {
  line.hidden = false;
  line.scrollIntoView({ block: "center" });
}

// A page from the browser's memory is loaded anew (countdown.js).
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  try {
    sessionStorage.setItem(KEY, location.pathname);
  } catch {
    // It is shown without the word.
  }
});
