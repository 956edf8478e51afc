// The first visit: shown once to a reader, remembered in this browser, and again from the footer.
(function () {
  "use strict";
  var KEY = "utfall-besokt", step = 0, opener = null;
  function seen() { try { return localStorage.getItem(KEY) === "1"; } catch (none) { return true; } }
  function remember() { try { localStorage.setItem(KEY, "1"); } catch (none) { /* then it comes again */ } }
  function panel() { return document.querySelector("#react-entry-point #forsta-besok"); }

  function show(to) {
    var box = panel(), steps = box.querySelectorAll("section");
    step = Math.max(0, Math.min(to, steps.length - 1));
    steps.forEach(function (section, i) { section.hidden = i !== step; });
    box.setAttribute("aria-labelledby", "forsta-besok-" + step);
    box.querySelector('[data-besok="tillbaka"]').hidden = step === 0;
    box.querySelector('[data-besok="nasta"]').hidden = step === steps.length - 1;
    box.querySelector('[data-besok="stang"]').textContent = step === steps.length - 1 ? "Klar" : "Hoppa över";
  }
  function open(from) {
    var box = panel();
    if (!box) return;
    opener = from;
    show(0);
    box.hidden = false;
    if (from) box.focus();
  }
  function close() {
    var box = panel(), inside = box.contains(document.activeElement);
    box.hidden = true;
    remember();
    if (inside) (opener && opener.isConnected ? opener : document.getElementById("innehall")).focus();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-besok], .besok-oppna");
    if (!button) return;
    if (button.classList.contains("besok-oppna")) { open(button); return; }
    var does = button.dataset.besok;
    if (does === "stang") close();
    else { show(step + (does === "nasta" ? 1 : -1)); panel().focus(); }
  });
  document.addEventListener("keydown", function (event) {
    var box = panel();
    if (event.key === "Escape" && box && !box.hidden && !document.querySelector(":popover-open")) close();
  });
  window.utfall.onChange(function () {
    if (!panel() || seen() || navigator.webdriver || window.utfall.guided) return;
    window.utfall.guided = true;
    if (!document.querySelector(".visning")) open(null);
  });
})();
