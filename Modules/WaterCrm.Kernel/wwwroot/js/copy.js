// A button with data-copy="id" puts the words of that field on the clipboard and says so. Where there is no script, or the browser forbids it, the field's words are there to be marked.
(() => {
  addEventListener("click", async e => {
    const button = e.target.closest?.("button[data-copy]");
    const field = button && document.getElementById(button.dataset.copy);
    if (!field) return;
    try { await navigator.clipboard.writeText(field.value); }
    catch { field.focus(); field.select(); return; }   // no clipboard without TLS: marked, so that Ctrl+C does it
    const said = document.getElementById(button.dataset.says);
    if (said) said.textContent = button.dataset.done;
  });
})();
