import { defineConfig } from 'astro/config';
import { tightenedPages } from './scripts/steps/press/tightened-pages.ts';
import { typefaces } from './scripts/steps/press/typefaces.ts';
import { readConfig } from './src/config.ts';

const { siteUrl, basePath, siteDir } = readConfig();

export default defineConfig({
  output: 'static',
  ...(siteUrl ? { site: siteUrl } : {}),
  base: basePath,
  outDir: siteDir,
  trailingSlash: 'always',
  // The default ('jsx') eats the spaces between inline tags.
  compressHTML: true,
  integrations: [typefaces(), tightenedPages()],
  build: { format: 'directory', inlineStylesheets: 'never' },
  // Small scripts and fonts stay files: nothing inline has to be allowed.
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
});
