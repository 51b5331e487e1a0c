/* Writing without a mouse: Ctrl (or Command) and Enter press the button of the form that is named
   for it by aria-keyshortcuts; with Shift, the one that goes on to the next question. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const keys = event.shiftKey ? "Control+Shift+Enter" : "Control+Enter";
  const button = event.target.form?.querySelector(`[aria-keyshortcuts="${keys}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
