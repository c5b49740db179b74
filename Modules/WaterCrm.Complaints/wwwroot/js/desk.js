// The kinds of the telephone form: type to filter, Enter takes the first that is left, 1 to 9 choose. Without script the radio buttons do the same.
(() => {
  const filter = document.querySelector("[data-kind-filter]");
  const kinds = [...document.querySelectorAll("[data-kinds] label")];
  if (!filter || kinds.length === 0) return;

  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const choose = label => {
    label.querySelector("input").checked = true;
    filter.value = "";
    show("");
    document.getElementById("Place")?.focus();
  };
  const show = words => kinds.forEach(label => label.classList.toggle("is-out", !fold(label.textContent).includes(fold(words))));

  filter.addEventListener("input", () => show(filter.value));
  filter.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (/^[1-9]$/.test(e.key) && filter.value === "" && kinds[e.key - 1]) {
      e.preventDefault();
      choose(kinds[e.key - 1]);
    } else if (e.key === "Enter") {
      e.preventDefault();
      const first = kinds.find(label => !label.classList.contains("is-out"));
      if (first) choose(first);
    }
  });
})();
