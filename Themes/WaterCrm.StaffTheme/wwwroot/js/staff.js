// The keyboard: / search, n new complaint, g and a letter to go, j and k through rows, h the help, ? the list, Ctrl+Enter the form's button.
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
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || typing(e.target) || document.querySelector("dialog:modal")) return;
    if (going && e.key !== "Shift") {
      going = false;
      const entry = /^[a-z]$/.test(e.key) && document.querySelector(`[data-go="${e.key}"]`);
      if (entry) { e.preventDefault(); entry.click(); return; }
    }
    if (press(e.key)) e.preventDefault();
  });

  addEventListener("click", e => { if (e.target.closest?.("[data-print]")) print(); });
  addEventListener("pointerdown", () => { going = false; });

  // The help stands beside the page, so that one can read and work; on a phone it covers the page. Without htmx its link leads to a page of its own.
  const help = document.getElementById("help");
  const helpLink = document.querySelector(".help-link");
  addEventListener("click", e => {
    if (!help || !helpLink || e.target.closest?.(".help-link") !== helpLink) return;
    if (e.ctrlKey || e.metaKey || e.shiftKey) e.stopPropagation();   // a tab of its own is what the browser makes of it
    else if (help.open) { e.preventDefault(); e.stopPropagation(); help.close(); }
  }, true);
  addEventListener("keydown", e => {
    if (e.key === "Escape" && help?.open && !typing(e.target)) { e.preventDefault(); help.close(); }
  });
  addEventListener("htmx:afterSwap", e => {
    if (e.detail.target !== help) return;
    if (!help.open) matchMedia("(max-width: 60rem)").matches ? help.showModal() : help.show();
    help.scrollTop = 0;
    help.querySelector("h2")?.focus();
  });
  for (const failed of ["htmx:sendError", "htmx:responseError"])
    addEventListener(failed, e => { if (e.detail.target === help) location.href = helpLink.href; });
  help?.addEventListener("close", () => helpLink?.focus());
  // What is folded for telephones stands open where there is room, and on paper.
  const unfold = () => document.querySelectorAll("details[data-open-wide]").forEach(part => { part.open = true; });
  if (matchMedia("(min-width: 40.01rem)").matches) unfold();
  addEventListener("beforeprint", unfold);

  // After a refusal the cursor stands on what is to be done.
  document.querySelector(".error-summary")?.focus();
})();
