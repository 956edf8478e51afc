// Before the browser prints: light colours, charts drawn for the paper's width, and what the head and foot of each sheet say.
(function () {
  "use strict";
  var root = document.documentElement, before = null;

  function quoted(text) { return text ? '"' + text.replace(/[\\"\n]/g, " ") + '"' : "none"; }
  function chosen(name) {
    var select = document.getElementById("val-" + name);
    var option = select && select.selectedOptions[0];
    return option ? option.textContent.replace(/^senaste \((.*)\)$/, "$1") : "";
  }
  function today() {
    return new Date().toLocaleDateString("sv-SE", { day: "numeric", month: "long", year: "numeric" });
  }
  function head() {
    var made = document.querySelector("#react-entry-point .pahittat") ? "påhittade siffror" : "";
    return [document.body.dataset.name, chosen("kommun"), chosen("rapport"), made].filter(Boolean).join(" · ");
  }
  function say(name, text) { root.style.setProperty("--utskrift-" + name, quoted(text)); }
  function drawAgain() { window.dispatchEvent(new CustomEvent("utfall-tema")); }

  window.addEventListener("beforeprint", function () {
    if (before !== null) return;
    before = root.dataset.tema || "";
    say("sida", head());
    say("dag", "Utskriven " + today());
    say("adress", location.href);
    root.dataset.tema = "ljus";
    root.classList.add("utskrift");
    drawAgain();
  });
  window.addEventListener("afterprint", function () {
    if (before === null) return;
    if (before) root.dataset.tema = before; else delete root.dataset.tema;
    before = null;
    root.classList.remove("utskrift");
    drawAgain();
  });
})();
