// Draws figures when they come into view, in the theme's own colours; loads the chart library only then.
(function () {
  "use strict";
  var SMALL = 560;
  var PAPER = .8; // a sheet is held nearer the eye than a screen: more of the page fits on it
  var WIDE = 1120; // the screens that b-infor.css gives a fixed height
  var CONFIG = { displayModeBar: false, showSendToCloud: false, displaylogo: false, responsive: false,
    doubleClick: false, scrollZoom: false, staticPlot: true };
  var drawn = new WeakMap();

  // --- the library, from this server, once ---
  var loading = null;
  function library() {
    if (window.Plotly) return Promise.resolve(window.Plotly);
    loading = loading || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = document.documentElement.dataset.plotly;
      script.onload = function () { resolve(window.Plotly); };
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return loading;
  }

  // --- colours: 'var(--utfall)' becomes what the theme says it is ---
  var probe = document.createElement("span");
  probe.hidden = true;
  function color(value, cache) {
    if (cache[value]) return cache[value];
    if (!probe.isConnected) document.documentElement.appendChild(probe);
    probe.style.color = value;
    return (cache[value] = getComputedStyle(probe).color);
  }
  function resolve(node, cache) {
    if (typeof node === "string") return node.indexOf("var(--") === 0 ? color(node, cache) : node;
    if (Array.isArray(node)) return node.map(function (item) { return resolve(item, cache); });
    if (!node || typeof node !== "object") return node;
    var out = {};
    Object.keys(node).forEach(function (key) { out[key] = resolve(node[key], cache); });
    return out;
  }

  function figureOf(surface, width) {
    var figure = JSON.parse(surface.dataset.figure);
    var small = figure.small || {};
    if (width < SMALL) Object.assign(figure.layout, small);
    figure.layout.width = width;
    figure.layout.height = figure.layout.height || Number(surface.dataset.height);
    var room = surface.closest(".visning-bild");
    if (room && innerWidth >= WIDE) figure.layout.height = filling(surface, room);
    if (document.documentElement.classList.contains("utskrift")) figure.layout.height = Math.round(figure.layout.height * PAPER);
    return resolve({ data: figure.data, layout: figure.layout }, {});
  }

  // The meeting room's screen: the chart takes the height that its caption and source leave.
  function filling(surface, room) {
    var diagram = surface.closest(".diagram"), zoom = parseFloat(getComputedStyle(diagram).zoom) || 1;
    return Math.max(140, Math.floor(room.clientHeight / zoom - (diagram.offsetHeight - surface.offsetHeight)) - 2);
  }

  function keyOf(surface, width) {
    return surface.dataset.figure + "|" + width + "|" + (surface.closest(".visning-bild") ? innerHeight : "") + "|" + window.utfall.dark();
  }
  function draw(surface) {
    var width = Math.floor(surface.clientWidth);
    if (!width) return;
    var key = keyOf(surface, width);
    if (drawn.get(surface) === key) return;
    drawn.set(surface, key);
    library().then(function (Plotly) {
      if (drawn.get(surface) !== key || !surface.isConnected) return;
      var figure = figureOf(surface, width);
      surface.style.height = figure.layout.height + "px";
      Plotly.react(surface, figure.data, figure.layout, CONFIG).then(function () {
        scalable(surface, figure.layout);
        var sheet = document.getElementById("js-plotly-tester"); // where the library measures texts
        if (sheet) sheet.setAttribute("aria-hidden", "true");
        surface.dataset.drawn = "ja";
        keep(surface, key);
      });
    });
  }

  // --- drawn before: who goes back to a view, or compares two, does not wait for the same drawing again ---
  var KEPT = 16, kept = new Map();
  function keep(surface, key) {
    kept.delete(key);
    kept.set(key, surface);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  }
  // Puts the finished drawing in the place of a new, empty surface; the surface that is now there.
  function again(surface) {
    var key = keyOf(surface, Math.floor(surface.clientWidth)), before = kept.get(key);
    if (!before || before.isConnected || drawn.get(before) !== key || !before.dataset.drawn) return surface;
    Array.prototype.forEach.call(surface.attributes, function (mark) {
      if (mark.name !== "class" && mark.name !== "style") before.setAttribute(mark.name, mark.value);
    });
    surface.replaceWith(before);
    keep(before, key);
    return before;
  }

  // A sheet of paper is narrower than the screen that the chart was drawn for: the print style scales it down.
  function scalable(surface, layout) {
    surface.querySelectorAll("svg.main-svg").forEach(function (svg) {
      svg.setAttribute("viewBox", "0 0 " + layout.width + " " + layout.height);
      svg.setAttribute("aria-hidden", "true"); // the surface's own sentence is what is heard
    });
  }

  // --- when: in view at once, the others when the browser is idle ---
  var seen = new WeakSet();
  var watcher = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) draw(entry.target); });
  }, { rootMargin: "300px" });
  var resizer = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) { if (drawn.has(entry.target)) draw(entry.target); });
  });
  function surfaces() { return document.querySelectorAll("#react-entry-point .yta[data-figure]"); }
  function all() { surfaces().forEach(draw); }
  function inView(surface) {
    var box = surface.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  }
  function scan() {
    surfaces().forEach(function (surface) {
      if (drawn.has(surface)) { draw(surface); return; }
      if (seen.has(surface)) return;
      surface = again(surface);
      if (seen.has(surface)) return;
      seen.add(surface);
      watcher.observe(surface);
      resizer.observe(surface);
      if (window.Plotly && inView(surface)) { draw(surface); return; }
      (window.requestIdleCallback || setTimeout)(function () { draw(surface); }, { timeout: 1500 });
    });
    document.querySelectorAll("[data-svg]").forEach(function (place) {
      if (place.dataset.svg === place.dataset.svgShown) return;
      place.dataset.svgShown = place.dataset.svg;
      place.innerHTML = place.dataset.svg;
    });
  }
  window.addEventListener("utfall-tema", all);

  // --- downloads ---
  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }
  function label(text, y, size, tone) {
    return { text: text, xref: "paper", yref: "paper", x: 0, y: y, xanchor: "left", yanchor: y > 0.5 ? "bottom" : "top",
      showarrow: false, align: "left", font: { size: size, color: tone } };
  }
  function wrap(text, width) {
    return (text || "").split(" ").reduce(function (lines, word) {
      var last = lines[lines.length - 1];
      if ((last + " " + word).length > width) lines.push(word); else lines[lines.length - 1] = (last + " " + word).trim();
      return lines;
    }, [""]).join("<br>");
  }
  // A file stands alone: it carries the message, the unit, the legend's words and the source, on white.
  function onPaper(surface, data) {
    var root = document.documentElement, before = root.dataset.tema;
    root.dataset.tema = "ljus";
    var figure = figureOf(surface, 900);
    if (before) root.dataset.tema = before; else delete root.dataset.tema;
    var layout = figure.layout, margin = layout.margin = Object.assign({}, layout.margin);
    var inner = layout.height - (margin.t || 0) - (margin.b || 0);
    layout.paper_bgcolor = "#ffffff";
    layout.showlegend = figure.data.length > 1;
    layout.legend = { orientation: "h", x: 0, y: 1 + 8 / inner, yanchor: "bottom" };
    var title = wrap(data.title, 80), lines = title.split("<br>").length, top = layout.showlegend ? 34 : 8;
    margin.l = Math.max(margin.l || 0, 16); margin.t = (margin.t || 0) + top + 26 + 24 * lines;
    margin.b = (margin.b || 0) + 34;
    layout.height = inner + margin.t + margin.b;
    layout.annotations = (layout.annotations || []).concat([
      label("<b>" + title + "</b>", 1 + (top + 18) / inner, 18, "#1b2127"),
      label(data.unit, 1 + top / inner, 13, "#53606c"),
      label(data.source, -(margin.b - 22) / inner, 12, "#53606c")
    ]);
    return figure;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-download]");
    if (!button) return;
    var data = button.dataset, kind = data.download;
    if (kind === "csv") {
      save(new Blob(["\ufeff" + data.csv], { type: "text/csv;charset=utf-8" }), data.file + ".csv");
      return;
    }
    var surface = document.getElementById(data.chart + "-yta");
    library().then(function (Plotly) {
      var figure = onPaper(surface, data);
      return Plotly.toImage(figure, { format: kind, width: 900, height: figure.layout.height, scale: kind === "png" ? 2 : 1 });
    }).then(function (address) { return kind === "svg" ? svgBlob(address) : pngBlob(address); })
      .then(function (blob) { save(blob, data.file + "." + kind); });
  });
  function svgBlob(address) {
    return new Blob([decodeURIComponent(address.slice(address.indexOf(",") + 1))], { type: "image/svg+xml" });
  }
  function pngBlob(address) {
    var bytes = atob(address.slice(address.indexOf(",") + 1)), data = new Uint8Array(bytes.length);
    for (var i = 0; i < bytes.length; i++) data[i] = bytes.charCodeAt(i);
    return new Blob([data], { type: "image/png" });
  }

  window.utfall.onChange(scan);
})();
