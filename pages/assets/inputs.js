// Draws the <input> of pages/_inputs.py as the browser's own element: its value is the form's, not Dash's.
(function () {
  "use strict";
  // The browser's popover: a button and the box that it opens.
  function element(tag, names) {
    return function (props) {
      var given = {};
      Object.keys(props).forEach(function (name) {
        if (/^(data-|aria-)/.test(name) || names.indexOf(name) >= 0) given[name] = props[name];
      });
      return window.React.createElement(tag, given, props.children);
    };
  }
  window.utfall_html = {
    Button: element("button", ["id", "type", "className", "popovertarget"]),
    Span: element("span", ["id", "className", "popover", "role"]),
    Finished: function (props) {
      var given = { id: props.id, className: props.className, dangerouslySetInnerHTML: { __html: props.html } };
      Object.keys(props).forEach(function (name) { if (/^data-/.test(name)) given[name] = props[name]; });
      return window.React.createElement("div", given);
    },
    Input: function (props) {
      var given = {};
      Object.keys(props).forEach(function (name) {
        if (/^(data-|aria-)/.test(name)) given[name] = props[name];
      });
      ["id", "type", "name", "required", "accept", "className", "autoComplete", "maxLength", "placeholder"]
        .forEach(function (name) { if (props[name] !== undefined) given[name] = props[name]; });
      var fixed = props.type === "hidden" || props.type === "radio" || props.type === "checkbox";
      if (props.value !== undefined) given[fixed ? "value" : "defaultValue"] = props.value;
      if (props.checked !== undefined) given.defaultChecked = props.checked;
      return window.React.createElement("input", given);
    }
  };
})();
