// A file that is being read: asks how far it is, and shows the result when it is there.
(function () {
  "use strict";
  var asking = false;
  function shown() { return document.querySelector("#react-entry-point [data-vantar]"); }
  function ask() {
    var view = shown();
    if (!view) { asking = false; return; }
    fetch(view.dataset.vantar, { cache: "no-store" }).then(function (answer) { return answer.json(); }).then(function (now) {
      if (now.klar) { location.reload(); return; }
      if (!view.isConnected) { ask(); return; }
      var told = view.querySelector("[role=status]");
      if (told.textContent !== now.text) told.textContent = now.text;
      view.querySelector(".not").textContent = now.tid;
      view.querySelector("progress").value = now.steg - 1;
      view.querySelectorAll(".steg li").forEach(function (step, i) {
        step.firstChild.textContent = i + 1 < now.steg ? "✓" : i + 1 === now.steg ? "●" : "○";
        if (i + 1 === now.steg) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
      });
      setTimeout(ask, 700);
    }).catch(function () { setTimeout(ask, 2000); });
  }
  if (window.utfall) window.utfall.onChange(function () {
    if (asking || !shown()) return;
    asking = true;
    setTimeout(ask, 700);
  });
})();
