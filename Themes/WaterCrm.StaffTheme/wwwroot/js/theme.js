// Before the first paint: the remembered choice of light or dark, else what the system says. Without script the style sheet asks the system itself.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const remembered = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = () => root.setAttribute("data-bs-theme", remembered() || (system.matches ? "dark" : "light"));
  apply();
  root.classList.add("has-script");
  system.addEventListener("change", apply);
  addEventListener("storage", e => { if (e.key === "theme") apply(); });
  addEventListener("click", e => {
    if (!e.target.closest("[data-theme-switch]")) return;
    try { localStorage.setItem("theme", root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark"); } catch { return; }
    apply();
  });
})();
