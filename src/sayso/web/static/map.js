// The map: grounds as wide as the reports leave them. The list, the days and every link work without it.
import { AttributionControl, Map as Chart, Marker, NavigationControl, ScaleControl } from "./maplibre/maplibre-gl.mjs";

const box = document.querySelector("#map");
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const KM = 111.195; // of a degree of latitude
const LABELS = 48; // tags that are shown at once
const INKS = ["a", "b", "c", "d", "n", "m", "o"]; // of sides, as the style sheet names them
const SQUARE = { inset: 40, near: 8.5 };
let chart, drawn, tags = [];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name === "c" ? "sc" : name}`).trim();
const collection = (features) => ({ type: "FeatureCollection", features });

function hatch(ink) {
  const size = 8, canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = ink;
  pen.lineWidth = 1.3;
  for (const at of [-size, 0, size]) { pen.moveTo(at, size); pen.lineTo(at + size, 0); }
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

function disc(own) {
  const ring = [], reach = own.radius_km / KM, narrow = Math.max(0.01, Math.cos((own.lat * Math.PI) / 180));
  for (let at = 0; at <= 48; at++) {
    const turn = (at / 48) * 2 * Math.PI;
    ring.push([own.lon + (reach / narrow) * Math.cos(turn), own.lat + reach * Math.sin(turn)]);
  }
  return { type: "Polygon", coordinates: [ring] };
}

function feature(own, number) {
  const properties = { number, role: own.contradicted ? "mark" : (own.role ?? "N").toLowerCase(), shape: own.shape, n: own.n };
  return { type: "Feature", geometry: own.geometry ?? disc(own), properties };
}

function style() {
  const inks = INKS.map((one) => [one, colour(one) || colour("n")]);
  const own = (name) => ["match", ["get", "role"], ...inks.flat(), "mark", colour(name), colour("n")];
  const line = (kind, ink, width, dash) => ({ id: kind, type: "line", source: "base", filter: ["==", ["get", "kind"], kind],
    paint: { "line-color": colour(ink), "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) } });
  const words = (kind, size, ink, more = {}, font = "Map Sans") => ({ id: `names-${kind}`, type: "symbol", source: "names",
    filter: ["all", ["==", ["get", "kind"], kind], ["<=", ["get", "rank"], ["+", ["zoom"], 0.4]]],
    layout: { "text-field": ["get", "name"], "text-font": [font, "sans-serif"], "text-size": size, "text-max-width": 7, "symbol-sort-key": ["get", "rank"], ...more },
    paint: { "text-color": colour(ink), "text-halo-color": colour("land"), "text-halo-width": 1.4 } });
  return {
    version: 8,
    sources: {
      base: { type: "geojson", data: "/map/base/world.geojson", attribution: "Basemap: Natural Earth, public domain" },
      names: { type: "geojson", data: "/map/base/labels.geojson" },
      grounds: { type: "geojson", data: collection([]) },
      squares: { type: "geojson", data: collection([]) },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "base", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": colour("land") } },
      { ...line("province", "rule", 0.7), minzoom: 4.5 },
      line("border", "rule2", 1),
      line("disputed", "rule2", 1.2, [2, 2]),
      { id: "wide", type: "fill", source: "grounds", filter: ["!=", ["get", "shape"], "line"], paint: { "fill-color": own("mark"), "fill-opacity": ["match", ["get", "role"], "mark", 0.55, ["match", ["get", "shape"], "area", 0.06, 0.2]] } },
      { id: "hatched", type: "fill", source: "grounds", filter: ["all", ["==", ["get", "shape"], "area"], ["!=", ["get", "role"], "mark"]], paint: { "fill-pattern": ["concat", "hatch-", ["get", "role"]], "fill-opacity": 0.55 } },
      { id: "band", type: "line", source: "grounds", filter: ["==", ["get", "shape"], "line"], paint: { "line-color": own("mark"), "line-width": 9, "line-opacity": 0.28 } },
      { id: "edge", type: "line", source: "grounds", paint: { "line-color": own("mark-rule"), "line-width": 1.4, "line-dasharray": [3, 2] } },
      { id: "chosen", type: "line", source: "grounds", filter: ["==", ["get", "number"], -1], paint: { "line-color": colour("accent"), "line-width": 3 } },
      { id: "counts", type: "circle", source: "squares", paint: { "circle-color": ["case", [">", ["get", "contradicted"], 0], colour("mark"), colour("ink3")], "circle-opacity": 0.5, "circle-radius": ["get", "size"], "circle-stroke-color": colour("ink2"), "circle-stroke-width": 1 } },
      words("sea", 14, "ink3"),
      words("town", 12, "ink2", { "text-anchor": "left", "text-offset": [0.5, 0] }),
      words("country", 12, "ink3", { "text-transform": "uppercase", "text-letter-spacing": 0.14 }),
    ],
  };
}

function centre(own) {
  return [own.lon, own.lat];
}

function icon(name, className, view = "0 0 16 16") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", view);
  svg.setAttribute("fill", "currentColor");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `/i.svg#${name}`);
  svg.append(use);
  return svg;
}

function tag(parts, title, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tag";
  button.title = title;
  button.append(...parts);
  button.setAttribute("aria-label", `${button.textContent.trim()}: ${title}`);
  button.addEventListener("click", (event) => { event.stopPropagation(); act(); });
  return button;
}

// Grounds whose tags would lie on each other share one, that of the fullest.
function heaps() {
  const found = [], view = chart.getBounds();
  for (const own of drawn.grounds) {
    if (!view.contains(centre(own))) continue;
    const at = chart.project(centre(own));
    const near = found.find((one) => Math.abs(one.at.x - at.x) < 120 && Math.abs(one.at.y - at.y) < 26);
    if (near) { near.n += own.n; near.contradicted += own.contradicted; near.grounds.push(own); continue; }
    found.push({ at, n: own.n, contradicted: own.contradicted, grounds: [own] });
  }
  return found.slice(0, LABELS);
}

function labelled(heap) {
  const first = heap.grounds[0], alone = heap.grounds.length === 1;
  const parts = [];
  if (alone && first.code) parts.push(icon(`s-${first.code}`, "glyph", "0 0 24 12"));
  if (alone && first.role) { const own = icon(`i-${first.role}`, `i ${first.role}`); parts.push(own); }
  const words = document.createElement("span");
  words.textContent = alone ? (first.n > 1 ? `${first.n} at ${first.name}` : first.name) : `${heap.n} around ${first.name}`;
  if (heap.contradicted && !(alone && first.code)) words.className = "D";
  parts.push(words);
  const title = `${heap.n} ${heap.n === 1 ? "event" : "events"}, ${alone ? `${first.name}, ${first.how}` : `${heap.grounds.length} places around ${first.name}`}${heap.contradicted ? `; ${heap.contradicted} contradicted` : ""}`;
  return tag(parts, title, () => (alone ? choose(first) : closer(heap.grounds)));
}

function label() {
  tags.forEach((one) => one.remove());
  tags = [];
  const put = (element, at) => tags.push(new Marker({ element, anchor: "bottom", offset: [0, -6] }).setLngLat(at).addTo(chart));
  if (drawn.size) {
    for (const own of [...drawn.squares].filter((one) => chart.getBounds().contains(centre(one))).sort((a, b) => b.n - a.n).slice(0, LABELS)) {
      const words = document.createElement("span");
      words.textContent = own.n.toLocaleString("en");
      put(tag([words], `${own.n} events in this square of ${drawn.size} degrees`, () => chart.easeTo({ center: centre(own), zoom: chart.getZoom() + 2, animate: !reduced })), centre(own));
    }
    return;
  }
  for (const heap of heaps()) put(labelled(heap), centre(heap.grounds[0]));
}

function closer(grounds) {
  const lons = grounds.map((one) => one.lon), lats = grounds.map((one) => one.lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const near = east - west < 0.02 && north - south < 0.02;
  if (near) { choose(grounds[0]); return; }
  chart.fitBounds([[west, south], [east, north]], { padding: 120, maxZoom: chart.getZoom() + 3, animate: !reduced });
}

// One ground: the list shows its events alone.
function choose(own) {
  chart.setFilter("chosen", ["==", ["get", "number"], drawn.grounds.indexOf(own)]);
  const e = 0.0006;
  listing([own.lon - e, own.lat - e, own.lon + e, own.lat + e]).then(() => document.querySelector("#list [data-row] a")?.focus({ preventScroll: true }));
}

const asked = () => new URLSearchParams(location.search);
const boxed = (bounds) => bounds.map((one, at) => Math.max(at % 2 ? -90 : -180, Math.min(at % 2 ? 90 : 180, one)).toFixed(4)).join(",");

async function swap(address, parts) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok) { location.href = address; return false; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) document.querySelector(part)?.replaceWith(page.querySelector(part));
  return page;
}

let turn = 0;
async function listing(bounds) {
  const query = asked(), own = ++turn;
  query.delete("after");
  query.set("bbox", boxed(bounds));
  await new Promise((resolve) => setTimeout(resolve, 150));
  if (own === turn) await swap(`/map?${query}`, ["#list"]);
}

async function fetched(bounds) {
  const query = asked();
  query.delete("after");
  if (bounds) query.set("bbox", boxed(bounds)); else query.delete("bbox");
  const answer = await fetch(`/map/data?${query}`);
  if (!answer.ok) throw new Error(`the map's data did not come: ${answer.status}`);
  return answer.json();
}

function draw(data) {
  drawn = data;
  const most = Math.max(1, ...data.squares.map((one) => one.n));
  chart.getSource("grounds").setData(collection(data.grounds.map(feature).sort((a, b) => b.properties.n - a.properties.n)));
  chart.getSource("squares").setData(collection(data.squares.map((own) => ({ type: "Feature", geometry: { type: "Point", coordinates: centre(own) }, properties: { ...own, size: 5 + 20 * Math.sqrt(own.n / most) } }))));
  label();
}

// Where to look at first: the middle eight tenths of what is drawn.
function extent(data) {
  const all = [...data.grounds, ...data.squares].flatMap((one) => Array(Math.min(20, one.n)).fill(one));
  if (!all.length) return [[10, 30], [60, 62]];
  const cut = (values) => { const own = values.sort((a, b) => a - b), off = Math.floor(own.length * 0.1); return [own[off], own[own.length - 1 - off]]; };
  const reach = (one) => (one.radius_km ?? 50) / KM;
  const [west] = cut(all.map((one) => one.lon - reach(one))), [, east] = cut(all.map((one) => one.lon + reach(one)));
  const [south] = cut(all.map((one) => one.lat - reach(one))), [, north] = cut(all.map((one) => one.lat + reach(one)));
  return [[west, south], [east, north]];
}

async function start() {
  const given = box.dataset.bbox ? box.dataset.bbox.split(",").map(Number) : null;
  const data = await fetched(given);
  const place = chart ? { center: chart.getCenter(), zoom: chart.getZoom() } : { bounds: given ? [given.slice(0, 2), given.slice(2)] : extent(data), fitBoundsOptions: { padding: given ? 0 : 40, maxZoom: SQUARE.near } };
  chart?.remove();
  chart = new Chart({ container: box, style: style(), attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 11, minZoom: 1, fadeDuration: reduced ? 0 : 150, ...place });
  chart.touchZoomRotate.disableRotation();
  chart.addControl(new NavigationControl({ showCompass: false }), "top-left");
  chart.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
  chart.addControl(new AttributionControl({ compact: false }), "bottom-right");
  chart.on("load", () => {
    for (const one of INKS) chart.addImage(`hatch-${one}`, hatch(colour(one) || colour("n")));
    draw(data);
    box.dataset.ready = "yes";
  });
  chart.on("click", "wide", (event) => { const own = drawn.grounds[event.features[event.features.length - 1].properties.number]; if (own) choose(own); });
  chart.on("moveend", moved);
}

async function moved(event) {
  if (!drawn) return;
  if (event.originalEvent || event.userMoved || !first) {
    const view = chart.getBounds(), bounds = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    const query = asked();
    query.set("bbox", boxed(bounds));
    query.delete("after");
    history.replaceState(null, "", `/map?${query}`);
    listing(bounds);
    if (drawn.size) { const size = drawn.size, data = await fetched(bounds); if (data.size !== size || data.size) draw(data); }
  }
  first = false;
  label();
}
let first = true;

// Days: drag over columns chooses a stretch.
function brushing() {
  const days = document.querySelector("#days .brush");
  if (!days) return;
  const columns = [...days.querySelectorAll("a")];
  let from = null;
  const under = (event) => columns.findIndex((one) => { const own = one.getBoundingClientRect(); return event.clientX >= own.left && event.clientX < own.right; });
  const between = (a, b) => columns.slice(Math.min(a, b), Math.max(a, b) + 1);
  days.addEventListener("pointerdown", (event) => { from = under(event); });
  days.addEventListener("pointermove", (event) => {
    if (from === null || from < 0) return;
    const to = under(event);
    if (to >= 0) columns.forEach((one) => one.classList.toggle("in", between(from, to).includes(one)));
  });
  days.addEventListener("pointerup", (event) => {
    const to = under(event), chosen = from === null || from < 0 || to < 0 ? [] : between(from, to);
    if (chosen.length > 1) days.dataset.dragged = "yes";
    if (chosen.length > 1) days_of(chosen[0].dataset.from, chosen[chosen.length - 1].dataset.to);
    from = null;
  });
  days.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    event.preventDefault();
    if (!days.dataset.dragged && link) days_of(link.dataset.from, link.dataset.to);
    delete days.dataset.dragged;
  });
  days.addEventListener("dragstart", (event) => event.preventDefault());
}

async function days_of(from, to) {
  const query = asked();
  query.delete("t");
  query.delete("after");
  query.set("from", from);
  query.set("to", to);
  history.pushState(null, "", `/map?${query}`);
  if (!(await swap(location.href, ["#list", "#days"]))) return;
  brushing();
  draw(await fetched(query.get("bbox")?.split(",").map(Number)));
}

addEventListener("popstate", () => location.reload());
document.addEventListener("sayso:theme", start);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", start);
document.addEventListener("sayso:cursor", (event) => {
  const { lon, lat } = event.target.dataset, own = drawn?.grounds.findIndex((one) => Math.abs(one.lon - lon) < 0.001 && Math.abs(one.lat - lat) < 0.001);
  if (chart && own >= 0) chart.setFilter("chosen", ["==", ["get", "number"], own]);
});
brushing();
start().catch((fault) => { box.textContent = `The map could not be drawn (${fault.message}). The list beside it says the same.`; });
