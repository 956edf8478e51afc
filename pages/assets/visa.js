// The meeting room: arrow keys, space and Page Up/Down follow the links to the next and previous screen.
(function () {
  "use strict";
  var KEYS = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "prev", PageUp: "prev" };
  function shown() {
    return document.querySelector("#react-entry-point .visning") || document.querySelector(".visning");
  }
  document.addEventListener("keydown", function (event) {
    var view = shown(), rel = KEYS[event.key];
    if (!view || !rel || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && /^(BUTTON|A|SUMMARY)$/.test(event.target.tagName)) return;
    var link = view.querySelector('a[rel="' + rel + '"]');
    event.preventDefault();
    if (link) link.click();
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest(".helskarm")) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
})();
