// The preview: Space opens a number as Enter does, the panel gets the focus, and Esc gives it back.
(function () {
  "use strict";
  var opened = "", closed = "";
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-ruta], a[data-stang]");
    if (!link) return;
    if (link.dataset.ruta) { opened = link.id.replace("cell-", ""); closed = ""; }
    else { closed = link.dataset.stang; opened = ""; }
  });
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.key === " " && target.matches && target.matches("a[data-ruta]")) { event.preventDefault(); target.click(); }
    if (event.key !== "Escape" || !target.closest || !target.closest("#ruta")) return;
    document.querySelector("#react-entry-point [data-stang]").click();
  });
  function follow() {
    var panel = document.querySelector("#react-entry-point #ruta");
    if (opened && panel && panel.querySelector('[data-stang="cell-' + opened + '"]')) {
      opened = "";
      panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    } else if (closed && !panel) {
      var number = document.getElementById(closed);
      closed = "";
      if (number) number.focus();
    }
  }
  if (window.utfall) window.utfall.onChange(follow);
})();
