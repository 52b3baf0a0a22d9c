/** The development server writes its styles into the page; a built page has them in files. */
const STYLES = import.meta.env.DEV ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'";

/** The content security policy of every page: nothing is inline and nothing comes from elsewhere. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  STYLES,
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join(';');
