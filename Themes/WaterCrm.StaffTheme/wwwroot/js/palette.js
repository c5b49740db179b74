// Ctrl+K: type, arrows, Enter. The server makes the list; here it is only walked through. The field keeps the focus, the chosen line is its aria-activedescendant.
(() => {
  const dialog = document.querySelector("dialog.palette");
  const field = dialog?.querySelector("[role=combobox]");
  const list = document.getElementById("palette-hits");
  if (!field || !list) return;
  const said = dialog.querySelector("[role=status]");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const choose = option => {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) { field.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const open = () => {
    if (dialog.open || document.querySelector("dialog:modal")) return;   // the help stands open beside the page and is none
    field.value = "";
    list.replaceChildren();
    choose(null);
    said.textContent = "";
    dialog.showModal();
    field.focus();
    field.dispatchEvent(new Event("opened"));
  };

  addEventListener("keydown", e => {
    if (e.key.toLowerCase() !== "k" || !(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
    e.preventDefault();
    if (dialog.open) dialog.close(); else open();
  });
  addEventListener("click", e => {
    if (e.target.closest?.("[data-palette]") && !e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); open(); }
    else if (dialog.open && (e.target === dialog || e.target.closest?.("dialog.palette [data-close]"))) dialog.close();
  });

  // What is listed belongs to fewer letters: until the new list is here, Enter asks the search page, which knows.
  field.addEventListener("input", () => choose(null));
  field.addEventListener("keydown", e => {
    const all = options();
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (all.length > 0) choose(all[(all.indexOf(chosen()) + (e.key === "ArrowDown" ? 1 : all.length - (chosen() ? 1 : 0))) % all.length]);
    } else if (e.key === "Enter" && chosen()) {
      e.preventDefault();
      chosen().click();
    }
  });

  list.addEventListener("htmx:beforeSwap", e => {
    if (e.detail.xhr.responseText.includes("data-said")) return;
    e.detail.shouldSwap = false;   // the session is over: this page says so when it is asked for anew
    location.reload();
  });
  list.addEventListener("htmx:afterSwap", () => {
    said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
    choose(options()[0]);
  });
})();
