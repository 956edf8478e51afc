// The meeting room: arrow keys, space and Page Up/Down follow the links to the next and previous screen, Esc leaves.
(function () {
  "use strict";
  var KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev", Escape: "up" };
  function shown() {
    return document.querySelector("#react-entry-point .visning") || document.querySelector(".visning");
  }
  document.addEventListener("keydown", function (event) {
    var view = shown(), rel = KEYS[event.key];
    if (!view || !rel || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && /^(BUTTON|A|SUMMARY)$/.test(event.target.tagName)) return;
    if (rel === "up" && document.fullscreenElement) return; // then the browser leaves full screen
    var link = view.querySelector('a[rel="' + rel + '"]');
    event.preventDefault();
    if (link) link.click();
  });
  window.addEventListener("resize", function () {
    if (shown()) window.dispatchEvent(new CustomEvent("utfall-tema")); // its chart fills the height
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest(".helskarm")) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
})();
