// The handle of the history: click or drag along the chart to see the page as it was known then.
const chart = document.querySelector(".hist");
const times = [...document.querySelectorAll(".hl li > a.num")].reverse();
const dots = chart ? [...chart.querySelectorAll(".dot")] : [];
if (chart && times.length > 1) {
  chart.style.cursor = "ew-resize";
  chart.addEventListener("click", (event) => {
    const box = chart.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * 720;
    const near = dots.map((dot, at) => [Math.abs(dot.cx.baseVal.value - x), at]).sort((one, other) => one[0] - other[0])[0];
    if (near && times[near[1]]) location.href = times[near[1]].href;
  });
}
