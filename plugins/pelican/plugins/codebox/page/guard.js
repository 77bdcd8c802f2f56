/**
 * For browsers that cannot run the box's modules, and for modules that do not arrive: a classic script
 * of its own that says so in the box and offers to try again. Load it with `defer`.
 */
(function () {
  function report() {
    var boxes = document.querySelectorAll("[data-codebox]:not([data-ready])");
    for (var i = 0; i < boxes.length; i += 1) explain(boxes[i]);
  }

  /** @param {Element} box */
  function explain(box) {
    /** @type {HTMLElement | null} */
    var foot = box.querySelector(".codebox-foot");
    var status = foot && foot.querySelector(".codebox-status");
    if (!foot || !status) return;
    var modules = "noModule" in document.createElement("script");
    var file = location.protocol === "file:";
    status.textContent = reason(modules, file);
    foot.hidden = false;
    if (modules && !file && !foot.querySelector("button")) foot.appendChild(retry());
  }

  /**
   * @param {boolean} modules whether the browser knows them
   * @param {boolean} file whether the page was opened as one
   */
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
