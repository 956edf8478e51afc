// The box to paste in: keeps the table as it was copied, with its rows and columns, beside the plain text.
(function () {
  "use strict";
  function form(element) { return element.closest && element.closest("form[data-paste]"); }
  function say(target, text) { target.querySelector(".laget-nu").textContent = text; }

  function rows(markup) {
    return new DOMParser().parseFromString(markup, "text/html").querySelectorAll("tr").length;
  }

  document.addEventListener("paste", function (event) {
    var target = form(event.target);
    if (!target || !event.clipboardData) return;
    var markup = event.clipboardData.getData("text/html"), count = markup ? rows(markup) : 0;
    target.elements.tabell.value = count ? markup : "";
    target.dataset.pasted = count ? "1" : "";
    say(target, count ? "En tabell med " + count + (count === 1 ? " rad" : " rader") + " är inklistrad." : "");
  });
  document.addEventListener("input", function (event) {
    var target = form(event.target);
    if (!target) return;
    if (event.inputType === "insertFromPaste" && target.dataset.pasted) return;
    target.elements.tabell.value = ""; // what is written by hand goes before what was pasted
    target.dataset.pasted = "";
    say(target, "");
  });
})();
