// Navigation, filters and theme. Links are plain <a> and filters plain <select>; this makes them quick.
(function () {
  "use strict";

  // --- the finished page of the first answer stays until Dash has drawn the same one ---
  function takeOver() {
    var first = document.getElementById("forst");
    var live = document.querySelector("#react-entry-point #innehall .vy");
    if (!first || !live) return;
    var focused = first.contains(document.activeElement) ? document.activeElement.id : "";
    first.remove();
    document.documentElement.classList.add("igang");
    if (focused) focus(document.getElementById(focused));
    nameThemeButton();
    if (location.hash) jump();
  }

  function running() { return document.documentElement.classList.contains("igang"); }
  function focus(element) { if (element) element.focus({ preventScroll: true }); }

  // --- addresses ---
  function go(address) {
    if (!running()) { location.assign(address); return; }
    var leaving = new URL(address, location.href).pathname !== location.pathname;
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (leaving) pendingFocus = true;
  }
  var pendingFocus = false;

  function jump() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    unfold(target);
    target.scrollIntoView();
  }

  // What a link leads to is shown, also where it is folded away.
  function unfold(target) {
    var folded = target.closest("details");
    while (folded) {
      folded.open = true;
      folded = folded.parentElement.closest("details");
    }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) {
      var target = document.getElementById(link.hash.slice(1));
      if (!target) return;
      event.preventDefault();
      history.replaceState(history.state, "", link.hash);
      unfold(target);
      target.scrollIntoView();
      if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
      focus(target);
      return;
    }
    if (/^\/(assets|oppna-data|ladda-ner|api|_)/.test(link.pathname) || !running()) return;
    event.preventDefault();
    go(link.href);
  });

  document.addEventListener("change", function (event) {
    var name = event.target.dataset && event.target.dataset.filter;
    if (!name) return;
    var address = new URL(location.href);
    if (event.target.dataset.clears) event.target.dataset.clears.split(" ").forEach(function (key) {
      address.searchParams.delete(key);
    });
    if (event.target.dataset.to) { address.pathname = event.target.dataset.to; address.search = ""; }
    address.searchParams.delete(name);
    var boxes = event.target.type === "checkbox"
      ? document.querySelectorAll('#react-entry-point [data-filter="' + name + '"]:checked') : [event.target];
    boxes.forEach(function (box) { if (box.value) address.searchParams.append(name, box.value); });
    address.hash = "";
    keptFocus = event.target.id;
    go(address.href);
  });

  document.addEventListener("submit", function (event) {
    if (event.target.classList.contains("valj") && running()) event.preventDefault();
  });

  // --- theme ---
  function dark() {
    var chosen = document.documentElement.dataset.tema;
    return chosen ? chosen === "mork" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function nameThemeButton() {
    document.querySelectorAll("#tema").forEach(function (button) {
      button.setAttribute("aria-pressed", dark() ? "true" : "false");
    });
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("#tema")) return;
    var theme = dark() ? "ljus" : "mork";
    document.documentElement.dataset.tema = theme;
    try { localStorage.setItem("utfall-tema", theme); } catch (ignored) { /* then it lasts for this page */ }
    nameThemeButton();
    window.dispatchEvent(new CustomEvent("utfall-tema"));
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    nameThemeButton();
    window.dispatchEvent(new CustomEvent("utfall-tema"));
  });

  // --- what a screen reader and the browser's title must hear when the page changes ---
  // A chooser that was just used keeps the focus, though the header around it is drawn anew.
  var keptFocus = "";
  document.addEventListener("focusin", function (event) {
    if (event.target.id !== keptFocus) keptFocus = "";
  });
  function refocus() {
    if (keptFocus && document.activeElement === document.body) focus(document.getElementById(keptFocus));
  }

  function arrived() {
    takeOver();
    nameThemeButton();
    refocus();
    var view = document.querySelector("#react-entry-point #innehall .vy");
    if (!view) return;
    var title = view.dataset.pageTitle + " – " + document.body.dataset.name;
    if (document.title !== title) document.title = title;
    if (!pendingFocus || view.dataset.path !== decodeURIComponent(location.pathname)) return;
    pendingFocus = false;
    window.scrollTo(0, 0);
    focus(document.getElementById("innehall"));
    if (location.hash) jump();
  }

  // One observer serves all that must follow the document; others hook in through utfall.onChange.
  var hooks = [arrived];
  window.utfall = { onChange: function (hook) { hooks.push(hook); hook(); }, dark: dark };
  function run() { hooks.forEach(function (hook) { hook(); }); }
  var queued = false;
  new MutationObserver(function () {
    if (queued) return;
    queued = true;
    queueMicrotask(function () { queued = false; run(); });
  }).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true,
    attributeFilter: ["data-svg", "data-figure", "data-page-title", "data-path"]
  });
  window.addEventListener("popstate", function () { pendingFocus = false; });
  nameThemeButton();
  run();
})();
