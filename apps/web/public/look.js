// Light or dark as chosen, before anything is painted. See src/ui/look.ts.
try {
  const look = localStorage.getItem("codex.look");
  if (look === "light" || look === "dark") document.documentElement.dataset.look = look;
} catch {
  // Without storage nothing was chosen.
}
