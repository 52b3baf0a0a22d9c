/** A drawing of the page as a file that can stand alone: colours written out, source and date in the picture. */

const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
] as const;

const SVG = 'http://www.w3.org/2000/svg';
const CREDIT_HEIGHT = 34;
const MARGIN = 16;
const PNG_WIDTH = 1600;

function writeOutStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  for (const property of PROPERTIES) {
    const value = computed.getPropertyValue(property);
    if (value) to.setAttribute(property, value);
  }
  to.removeAttribute('class');
  for (let i = 0; i < from.children.length; i++) {
    writeOutStyles(from.children[i] as Element, to.children[i] as Element);
  }
}

/** The drawing that is shown, with a line that says what it is and whence. */
export function chartSvg(drawing: SVGSVGElement, credit: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  writeOutStyles(drawing, copy);
  const { width, height } = drawing.viewBox.baseVal;
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  const [left, top] = [-MARGIN, -MARGIN];
  const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN + CREDIT_HEIGHT];
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('viewBox', `${left} ${top} ${w} ${h}`);
  copy.setAttribute('width', String(w));
  copy.setAttribute('height', String(h));
  const background = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x: left, y: top, width: w, height: h })) {
    background.setAttribute(name, String(value));
  }
  const isClear = paper === 'rgba(0, 0, 0, 0)' || paper === '';
  background.setAttribute('fill', isClear ? getComputedStyle(document.body).backgroundColor : paper);
  copy.prepend(background);
  const words = document.createElementNS(SVG, 'text');
  words.setAttribute('x', '0');
  words.setAttribute('y', String(height + CREDIT_HEIGHT));
  words.setAttribute('font-family', 'system-ui, sans-serif');
  words.setAttribute('font-size', String(Math.min(12, (1.75 * width) / credit.length)));
  words.setAttribute('fill', getComputedStyle(document.body).color);
  words.textContent = credit;
  copy.append(words);
  return new XMLSerializer().serializeToString(copy);
}

export async function chartPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = PNG_WIDTH;
    canvas.height = Math.round((PNG_WIDTH * image.naturalHeight) / image.naturalWidth);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('The picture could not be made.')))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

export function download(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
