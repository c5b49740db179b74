// The keyboard: / search, n new complaint, g and a letter to go, j and k through rows, ? the list, Ctrl+Enter the form's button.
// Markup says what a key does: data-key="n" on a link, data-go="c" on a menu entry, data-row on a row or data-rows on a table.
(() => {
  let going = false;   // g was pressed: the next key says where to. No time limit (WCAG 2.2.1); any other key or a click ends it
  let current = -1;
  const typing = el => el.matches("input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select") || el.isContentEditable;
  const visible = selector => [...document.querySelectorAll(selector)].find(el => el.getClientRects().length > 0) || document.querySelector(selector);
  const rows = () => [...document.querySelectorAll("main [data-rows] > tbody > tr, main [data-row]")];

  const move = by => {
    const all = rows();
    if (all.length === 0) return;
    all[current]?.classList.remove("is-current");
    current = Math.min(Math.max(current + by, 0), all.length - 1);
    const row = all[current];
    row.classList.add("is-current");
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("a, button, input")?.focus({ preventScroll: true });
  };

  const press = key => {
    switch (key) {
      case "/": visible("[data-search]")?.focus(); return true;
      case "?": document.querySelector("dialog.keys")?.showModal(); return true;
      case "j": move(1); return true;
      case "k": move(-1); return true;
      case "g": going = true; return true;
      default: {
        const link = /^[a-z]$/.test(key) && visible(`[data-key="${key}"]`);
        if (link) link.click();
        return !!link;
      }
    }
  };

  addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      const form = e.target.closest?.("form");
      if (form) { e.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || typing(e.target) || document.querySelector("dialog[open]")) return;
    if (going && e.key !== "Shift") {
      going = false;
      const entry = /^[a-z]$/.test(e.key) && document.querySelector(`[data-go="${e.key}"]`);
      if (entry) { e.preventDefault(); entry.click(); return; }
    }
    if (press(e.key)) e.preventDefault();
  });

  addEventListener("click", e => { if (e.target.closest?.("[data-print]")) print(); });
  addEventListener("pointerdown", () => { going = false; });

  // After a refusal the cursor stands on what is to be done.
  document.querySelector(".error-summary")?.focus();
})();
