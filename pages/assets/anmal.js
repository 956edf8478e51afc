// "Anmäl en brist" in the footer carries the address that one stands at, also when the page was changed in place.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-fran]");
    if (!link) return;
    var address = new URL(link.href);
    if (location.pathname !== link.dataset.fran) address.searchParams.set("fran", location.pathname + location.search);
    link.href = address.href;
  }, true);
  // The receipt is what one must hear after having sent.
  function told() {
    var receipt = document.querySelector("#react-entry-point #kvitto");
    if (receipt && location.hash === "#kvitto" && document.activeElement === document.body) receipt.focus();
  }
  if (window.utfall) window.utfall.onChange(told);
})();
