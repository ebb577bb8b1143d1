// Runs before the first paint, so that a person who chose dark never sees a flash of light.
// It is a file of its own because the content security policy allows no inline script.
(() => {
  const root = document.documentElement;
  let theme = null;
  try {
    theme = localStorage.getItem("imalink.theme");
  } catch {
    // Storage is off in this browser: the system's preference decides.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  root.dataset.theme = theme;
})();
