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
    foot.querySelector(".codebox-status").textContent = modules
      ? "A part of this page did not arrive, so the code cannot run."
      : "This browser is too old to run the code; it can be read.";
    foot.hidden = false;
    if (modules && !foot.querySelector("button")) foot.appendChild(retry());
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
