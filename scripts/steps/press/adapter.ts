import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';

export const ENTRY_FILE = 'prerender-entry.mjs';

/** Loads machine code, which cannot be compiled in. */
const NATIVE_PACKAGES = ['@resvg/resvg-js'];

/** In place of Astro's, whose streams and promises take half of a page's time. */
const OWN_RUNTIME = join(import.meta.dirname, 'runtime.ts');

const NEVER_ASKED = new Response(null, { status: 501 });

/** Lets Astro compile the site, makes no page of it, and keeps what was compiled in a folder. */
export function pressAdapter(serverDir: string): AstroIntegration {
  let compiledDir = '';
  return {
    name: 'gridpulse-press',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'gridpulse-press',
                configEnvironment: (name) =>
                  name === 'prerender'
                    ? {
                        // In one piece: every printer loads it, and need not look for some hundred modules.
                        resolve: { noExternal: true, external: NATIVE_PACKAGES },
                        build: {
                          rolldownOptions: {
                            input: join(import.meta.dirname, 'entry.ts'),
                            output: { entryFileNames: ENTRY_FILE },
                          },
                        },
                      }
                    : undefined,
                applyToEnvironment: ({ name }) => name === 'prerender',
                enforce: 'pre',
                resolveId: (name) => (name === 'astro/compiler-runtime' ? OWN_RUNTIME : undefined),
                writeBundle: ({ dir }) => {
                  compiledDir = dir ?? '';
                },
              },
            ],
          },
        });
      },
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'gridpulse-press',
          entrypointResolution: 'auto',
          adapterFeatures: { buildOutput: 'static' },
          supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
        }),
      'astro:build:start': ({ setPrerenderer }) =>
        setPrerenderer({
          name: 'gridpulse-press',
          getStaticPaths: async () => [],
          render: async () => NEVER_ASKED,
          // The last moment before Astro clears away what it compiled.
          teardown: async () => renameSync(compiledDir, serverDir),
        }),
    },
  };
}
