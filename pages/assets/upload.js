// The upload form with progress: the same plain form, sent by script so that the reader sees how far it is.
(function () {
  "use strict";
  var chosen = null; // survives that the live page replaces the first answer's form

  function form(element) { return element.closest && element.closest("form[data-upload]"); }
  function say(target, text) { target.querySelector(".laget-nu").textContent = text; }

  function tooBig(target, file) {
    var limit = Number(target.dataset.maxMb);
    if (file.size <= limit * 1e6) return false;
    say(target, "Filen är " + Math.ceil(file.size / 1e6) + " MB. Gränsen är " + limit + " MB.");
    return true;
  }

  function send(target) {
    var file = target.querySelector("[type=file]").files[0];
    if (!file) { say(target, "Välj en fil först."); return; }
    if (tooBig(target, file)) return;
    var bar = target.querySelector("progress"), button = target.querySelector("button"), request = new XMLHttpRequest();
    bar.hidden = false; button.disabled = true; chosen = null;
    say(target, "Skickar filen …");
    request.upload.onprogress = function (event) {
      if (event.lengthComputable) bar.value = 100 * event.loaded / event.total;
    };
    request.upload.onload = function () { bar.removeAttribute("value"); say(target, "Läser och prövar filen …"); };
    request.onload = function () {
      if (request.status < 400 && request.responseURL) { location.assign(request.responseURL); return; }
      failed(request.status === 403 ? request.responseText : "Servern kunde inte ta emot filen. Försök igen.");
    };
    request.onerror = function () { failed("Servern svarar inte. Kontrollera att den är igång och försök igen."); };
    function failed(text) { bar.hidden = true; button.disabled = false; say(target, text); }
    request.open("POST", target.getAttribute("action"));
    request.send(new FormData(target));
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-upload]")) { event.preventDefault(); send(event.target); return; }
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "1"; // a second click must not send it twice
  });
  document.addEventListener("change", function (event) {
    if (event.target.type === "file" && form(event.target)) chosen = event.target.files;
  });
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var target = form(event.target);
      if (!target) return;
      event.preventDefault();
      target.classList.toggle("over", kind === "dragover");
      if (kind !== "drop" || !event.dataTransfer.files.length) return;
      chosen = event.dataTransfer.files;
      target.querySelector("[type=file]").files = chosen;
    });
  });
  function restore() {
    var field = document.querySelector("#react-entry-point form[data-upload] [type=file]");
    if (field && chosen && chosen.length && !field.files.length) field.files = chosen;
  }
  if (window.utfall) window.utfall.onChange(restore);
})();
