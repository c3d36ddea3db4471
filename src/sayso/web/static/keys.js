// Keys for every page; pages work without them. They can be switched off on the help page (WCAG 2.1.4).
const $ = (what, within = document) => within.querySelector(what);
const $$ = (what, within = document) => [...within.querySelectorAll(what)];
const root = document.documentElement;
const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* storage is off */ } };

const theme = $("#theme");
if (theme) {
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store("sayso-theme", root.dataset.theme);
    document.dispatchEvent(new CustomEvent("sayso:theme"));
  });
}

const off = $("#keys-off");
if (off) {
  off.checked = stored("sayso-keys") === "off";
  off.disabled = false;
  off.addEventListener("change", () => store("sayso-keys", off.checked ? "off" : "on"));
}

function move(step) {
  const rows = $$("[data-row]").filter((row) => row.offsetParent !== null);
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("cur"));
  const to = Math.max(0, Math.min(rows.length - 1, at + step));
  rows.forEach((row) => row.classList.remove("cur"));
  rows[to].classList.add("cur");
  rows[to].scrollIntoView({ block: "nearest" });
  $("h3 a, a", rows[to])?.focus({ preventScroll: true });
  rows[to].dispatchEvent(new CustomEvent("sayso:cursor", { bubbles: true }));
}

const leads = { b: "/board", m: "/map", t: "/timeline", n: "/network", r: "/reports", a: "/actors", c: "/changes", h: "/help" };
let gone = 0;
const acts = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => $("#q")?.focus(),
  "?": () => { location.href = $("#help").href; },
  g: () => { gone = Date.now(); },
  r: () => location.reload(),
  y: () => navigator.clipboard?.writeText(location.href),
  "[": () => $("#earlier")?.click(),
  "]": () => $("#later")?.click(),
  Escape: () => $$("[data-row].cur").forEach((row) => row.classList.remove("cur")),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || stored("sayso-keys") === "off") return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (gone && Date.now() - gone < 1200 && leads[event.key]) {
    gone = 0;
    const kept = new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => ["asof", "rules"].includes(name)));
    location.href = leads[event.key] + (kept.size ? `?${kept}` : "");
    return;
  }
  if (/^[1-6]$/.test(event.key)) { $$(".desks a")[event.key - 1]?.click(); return; }
  const act = acts[event.key];
  if (act) { event.preventDefault(); act(); }
});
