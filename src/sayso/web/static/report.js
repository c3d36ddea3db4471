// Speaker filter without a reload, claims lit up in text and cards together, and the small map's view.
const text = document.querySelector("#text");
const all = (what) => [...document.querySelectorAll(what)];
for (const link of all(".flt a")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const speaker = link.dataset.speaker;
    all(".flt a").forEach((one) => one.classList.toggle("on", one === link));
    text.classList.toggle("f", Boolean(speaker));
    all("#text [data-k]").forEach((one) => one.classList.toggle("keep", Boolean(speaker) && one.dataset.k.split("|").includes(speaker)));
    history.replaceState(null, "", link.href);
  });
}
function light(number, on) {
  all(`[data-n="${number}"]`).forEach((one) => one.classList.toggle("hi", on));
  all("#text .c").forEach((one) => { if (one.dataset.c.split(" ").includes(number)) one.classList.toggle("hi", on); });
}
for (const one of all("[data-n]")) {
  for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
    one.addEventListener(name, () => light(one.dataset.n, on));
  }
}
const mini = document.querySelector(".mini");
if (mini && text) {
  const view = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  view.setAttribute("class", "view");
  view.setAttribute("x", ".5");
  view.setAttribute("width", "53");
  mini.prepend(view);
  const place = () => {
    const box = text.getBoundingClientRect();
    const high = mini.viewBox.baseVal.height;
    const top = Math.max(0, Math.min(1, -box.top / box.height));
    const end = Math.max(0, Math.min(1, (innerHeight - box.top) / box.height));
    view.setAttribute("y", String(top * high));
    view.setAttribute("height", String(Math.max(2, (end - top) * high)));
  };
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  place();
  mini.addEventListener("click", (event) => {
    const box = mini.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    scrollTo({ top: scrollY + text.getBoundingClientRect().top + share * text.offsetHeight - innerHeight / 2 });
  });
}
