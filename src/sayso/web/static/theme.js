// Light or dark before anything is drawn: what the reader chose, else what the system asks for.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  let chosen = root.dataset.theme;
  try { chosen = chosen || localStorage.getItem("sayso-theme"); } catch { /* storage is off */ }
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
})();
