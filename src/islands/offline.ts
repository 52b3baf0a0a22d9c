/** The last pages that were read stay readable without a network. */
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
    // Where it is refused, the site is what it is without.
    navigator.serviceWorker.register(`${base}sw.js`, { scope: base }).catch(() => undefined);
  });
}
