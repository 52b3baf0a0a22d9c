/** A strict reader for the XML that we write: elements must nest and close, attributes be quoted. */
export function xmlErrors(xml: string): string[] {
  const errors: string[] = [];
  const open: string[] = [];
  const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|<\?[^>]*\?>|([^<]+)|(<)/g;
  for (const [whole, closes, name, , selfClosed, words] of xml.matchAll(token)) {
    if (words !== undefined) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(words)) errors.push(`bare & in ${words.slice(0, 40)}`);
    } else if (whole === '<') errors.push('bare <');
    else if (name === undefined) continue;
    else if (closes) {
      const expected = open.pop();
      if (expected !== name) errors.push(`</${name}> closes <${expected}>`);
    } else if (!selfClosed) open.push(name);
  }
  return [...errors, ...open.map((name) => `<${name}> is never closed`)];
}
