// A slash puts the cursor in the search field, unless one is already writing somewhere.
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    var live = document.querySelector("#react-entry-point #innehall .vy") ? "#react-entry-point " : "";
    var field = document.querySelector(live + "#sok-falt") || document.querySelector(live + "#sok-topp");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
})();
