/** Says in a line above the map what the circle under the pointer or the focus is. */

class NationMapElement extends HTMLElement {
  connectedCallback(): void {
    const said = this.querySelector('.map-said');
    if (!said) return;
    // A finger that touches a circle is already on its way to the page.
    if (matchMedia('(hover: hover)').matches)
      said.textContent = 'Point at a circle, or step from one to the next with the Tab key.';
    const say = (event: Event): void => {
      const link = event.target instanceof Element ? event.target.closest('a[aria-label]') : null;
      if (link) said.replaceChildren(...inBold(link.getAttribute('aria-label') ?? ''));
    };
    this.addEventListener('pointerover', say);
    this.addEventListener('focusin', say);
  }
}

/** The name before the colon stands out. */
function inBold(words: string): (Node | string)[] {
  const end = words.indexOf(':');
  if (end < 0) return [words];
  const name = document.createElement('b');
  name.textContent = words.slice(0, end);
  return [name, words.slice(end)];
}

customElements.define('nation-map', NationMapElement);
