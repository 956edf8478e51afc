// A search field that narrows what is already on the page while one types; the form itself works without it.
(function () {
  "use strict";
  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim(); }
  document.addEventListener("input", function (event) {
    var kind = event.target.dataset && event.target.dataset.narrow;
    if (!kind || /[?&]sok=[^&]/.test(location.search)) return; // the server has narrowed already
    var asked = fold(event.target.value), view = event.target.closest(".vy"), count = 0;
    view.querySelectorAll(kind).forEach(function (item) {
      item.hidden = asked !== "" && fold(item.textContent).indexOf(asked) < 0;
      if (!item.hidden) count += 1;
    });
    view.querySelectorAll("section").forEach(function (section) {
      section.hidden = !section.querySelector(kind + ":not([hidden])");
    });
    var told = view.querySelector("[role=status]");
    if (told) told.textContent = count + " begrepp" + (asked ? " innehåller ”" + event.target.value.trim() + "”." : ".");
  });
})();
