// Filters, sorting and paging without a whole reload: the same address is fetched and its main part put in place.
async function show(address, push) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok) { location.href = address; return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["main", ".desks", ".foot"]) document.querySelector(part)?.replaceWith(page.querySelector(part));
  document.title = page.title;
  if (push) history.pushState(null, "", address);
  wire();
}
function wire() {
  const select = document.querySelector(".sorter select");
  select?.addEventListener("change", () => show(`/board?${new URLSearchParams(new FormData(select.form))}`, true));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest(".fac a, .tok, .desks a, .more a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || new URL(link.href).pathname !== "/board") return;
  event.preventDefault();
  show(link.href, true).then(() => { if (link.matches(".more a")) scrollTo(0, 0); });
});
addEventListener("popstate", () => show(location.href, false));
wire();
