// Jämför: copies the address of the view, and keeps named ones in this browser only.
(function () {
  "use strict";
  var KEY = "utfall-jamforelser", MOST = 30;

  function read() {
    try {
      var found = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found.filter(valid) : [];
    } catch (ignored) { return []; }
  }
  // Only an address of this page: what is stored may have been written by something else.
  function valid(one) { return one && typeof one.namn === "string" && /^\/jamfor(\?|$)/.test(one.adress); }
  function write(list) {
    try { localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST))); return true; } catch (ignored) { return false; }
  }
  function tell(text) {
    var place = document.querySelector("#react-entry-point #sparat-besked");
    if (place) place.textContent = text;
  }
  function element(tag, text, attributes) {
    var made = document.createElement(tag);
    made.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    return made;
  }

  function show() {
    var place = document.querySelector("#react-entry-point [data-sparade]");
    if (!place) return;
    var list = read(), key = JSON.stringify(list);
    if (place.dataset.visat === key) return;
    place.dataset.visat = key;
    place.textContent = "";
    if (!list.length) { place.appendChild(element("p", "Inga sparade än.", { "class": "not" })); return; }
    var items = element("ul", "", { "class": "sparade-lista" });
    list.forEach(function (one, i) {
      var item = element("li", "");
      item.appendChild(element("a", one.namn, { href: one.adress }));
      item.appendChild(element("button", "Ta bort", { type: "button", "data-ta-bort": i, "aria-label": "Ta bort " + one.namn }));
      items.appendChild(item);
    });
    place.appendChild(items);
  }

  function save() {
    var field = document.querySelector("#react-entry-point #falt-namnge");
    var name = (field.value.trim() || field.placeholder).slice(0, 60), address = location.pathname + location.search;
    var rest = read().filter(function (one) { return one.namn !== name; });
    tell(write([{ namn: name, adress: address }].concat(rest)) ? "Sparad som ”" + name + "”." : "Webbläsaren tillåter inte att något sparas.");
    field.value = "";
    show();
  }
  function remove(button) {
    var list = read(), gone = list.splice(Number(button.dataset.taBort), 1)[0];
    write(list);
    show();
    tell("”" + gone.namn + "” är borttagen.");
    document.querySelector("#react-entry-point #falt-namnge").focus();
  }
  function copy() {
    var done = function () { tell("Länken är kopierad."); };
    var failed = function () { tell("Länken kunde inte kopieras. Kopiera adressen i webbläsarens adressfält."); };
    if (!navigator.clipboard) { failed(); return; }
    navigator.clipboard.writeText(location.href).then(done, failed);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button");
    if (!button) return;
    if (button.id === "spara-jamforelse") save();
    else if (button.id === "kopiera-lank") copy();
    else if (button.dataset.taBort !== undefined) remove(button);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.id === "falt-namnge") { event.preventDefault(); save(); }
  });
  window.utfall.onChange(show);
})();
