// A button that ticks every box of a group, and takes the ticks away when all are there.

for (const button of document.querySelectorAll("[data-tick-all]")) {
  button.addEventListener("click", () => {
    const boxes = [
      ...document.getElementById(button.dataset.tickAll).querySelectorAll("input[type=checkbox]"),
    ];
    const isOn = !boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = isOn;
  });
}
