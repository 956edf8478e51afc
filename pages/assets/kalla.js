// The whole page of a PDF is wider than a telephone: it is scrolled so that the framed number is seen.
(function () {
  "use strict";
  var SCALE = 1.6; // pixels of the picture a point, as loaders/_pdf_picture.py draws it
  function show(frame) {
    var picture = frame.querySelector("img"), box = frame.dataset.box.split(" ").map(Number);
    if (!picture.naturalWidth) return;
    var zoom = SCALE * picture.clientWidth / picture.naturalWidth;
    frame.scrollLeft = zoom * (box[0] + box[2]) / 2 - frame.clientWidth / 2;
    frame.scrollTop = zoom * (box[1] + box[3]) / 2 - frame.clientHeight / 2;
  }
  document.addEventListener("load", function (event) {
    var frame = event.target.closest && event.target.closest(".sidbild");
    if (frame) show(frame);
  }, true);
  document.addEventListener("toggle", function (event) {
    var frame = event.target.querySelector && event.target.querySelector(".sidbild");
    if (frame && event.target.open) show(frame);
  }, true);
})();
