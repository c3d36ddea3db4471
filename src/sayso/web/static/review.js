// Keys of review: a accept, e save corrections, x reject, n next, p previous, u undo.
const keys = { a: '[data-act="accept"]', e: '[data-act="edit"]', x: '[data-act="reject"]', u: '[data-act="undo"]', n: "#next", p: "#previous" };
let off = false;
try { off = localStorage.getItem("sayso-keys") === "off"; } catch { /* storage is off */ }
addEventListener("keydown", (event) => {
  if (off || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const what = keys[event.key] && document.querySelector(keys[event.key]);
  if (what) { event.preventDefault(); what.click(); }
});
