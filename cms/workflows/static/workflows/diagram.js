/* The box of a drawing: larger, smaller, as wide as there is room. Without this script the drawing scrolls in its box. */
(() => {
  "use strict";

  const LEAST = 0.35, MOST = 2, LEGIBLE = 0.8;

  const own = (svg) => svg.viewBox.baseVal.width;

  const size = (canvas, zoom) => {
    const svg = canvas.querySelector("svg.process-diagram");
    if (!svg) return;
    canvas.processZoom = Math.min(MOST, Math.max(LEAST, zoom));
    svg.style.width = `${own(svg) * canvas.processZoom}px`;
  };

  /* As wide as the box, but never so small that its words cannot be read, nor larger than it was drawn. */
  const fit = (canvas, least) => {
    const svg = canvas.querySelector("svg.process-diagram");
    const box = canvas.querySelector(".process-drawing");
    if (!svg || !box.clientWidth) return;
    size(canvas, Math.min(1, Math.max(least, (box.clientWidth - 4) / own(svg))));
    box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  };

  const again = (canvas) => {
    if (canvas.processZoom && canvas.processChosen) size(canvas, canvas.processZoom);
    else fit(canvas, LEGIBLE);
  };

  const begin = (canvas) => {
    canvas.querySelector(".process-zoom").hidden = false;
    canvas.classList.add("ready");
    canvas.addEventListener("click", (event) => {
      const kind = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (!kind) return;
      canvas.processChosen = true;
      if (kind === "fit") fit(canvas, LEAST);
      else size(canvas, canvas.processZoom * (kind === "in" ? 1.25 : 0.8));
    });
    canvas.addEventListener("process-drawn", () => again(canvas));
    new ResizeObserver(() => { if (!canvas.processChosen) again(canvas); }).observe(canvas.querySelector(".process-drawing"));
    again(canvas);
  };

  const beginAll = () => document.querySelectorAll("[data-process-canvas]").forEach(begin);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginAll);
  else beginAll();
})();
