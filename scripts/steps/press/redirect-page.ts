import { escapeMarkup } from '../../../src/formats/escape-markup.ts';

/** A static host knows no redirects of ours: a page that leads on by itself, and by hand where it may not. */
export function redirectPage(movedTo: string): string {
  const to = escapeMarkup(movedTo);
  const canonical = escapeMarkup(movedTo.replace(/#.*/, ''));
  return (
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>This day is told with its month</title>` +
    `<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="0; url=${to}">` +
    `<link rel="canonical" href="${canonical}"></head>` +
    `<body><p>This day is told with its month: <a href="${to}">go there</a>.</p></body></html>`
  );
}
