/**
 * For browsers that cannot run the box's modules, and for modules that do not arrive: a classic script
 * of its own that says so in the box and offers to try again. Load it with `defer`.
 */
(function () {
  function report() {
    var boxes = document.querySelectorAll("[data-codebox]:not([data-ready])");
    for (var i = 0; i < boxes.length; i += 1) explain(boxes[i]);
  }

  function explain(box) {
    var foot = box.querySelector(".codebox-foot");
    if (!foot) return;
    var modules = "noModule" in document.createElement("script");
    var file = location.protocol === "file:";
    foot.querySelector(".codebox-status").textContent = reason(modules, file);
    foot.hidden = false;
    if (modules && !file && !foot.querySelector("button")) foot.appendChild(retry());
  }

  function reason(modules, file) {
    if (!modules) return "This browser is too old to run the code; it can be read.";
    if (file) return "This page was opened as a file, and browsers run its code only from a web server.";
    return "A part of this page did not arrive, so the code cannot run.";
  }

  function retry() {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Retry";
    button.onclick = function () {
      location.reload();
    };
    return button;
  }

  window.addEventListener("load", report);
})();
