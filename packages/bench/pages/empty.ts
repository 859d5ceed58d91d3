/** The least that a page can do on an input: one handler, one change. */
const button = document.querySelector("button");
const change = () => {
  if (button) button.textContent = button.textContent === "off" ? "on" : "off";
};
button?.addEventListener("click", change);
addEventListener("keydown", change);
