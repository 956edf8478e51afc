// Runs before anything is drawn, so that a chosen theme does not flash.
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("utfall-tema");
    if (theme) document.documentElement.dataset.tema = theme;
  } catch (ignored) { /* storage may be switched off; the system's theme then rules */ }
  document.documentElement.classList.add("skript");
})();
