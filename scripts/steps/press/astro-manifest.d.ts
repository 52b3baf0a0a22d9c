/** What Astro tells compiled code of the site, as far as the press asks. */
declare module 'virtual:astro:manifest' {
  type Props = import('./runtime.ts').Props;

  export interface PageModule {
    /** Of a page; a file has `GET` in its place. */
    default?: import('./runtime.ts').Component;
    GET?: (context: { params: Record<string, string>; props: Props }) => Response | Promise<Response>;
    getStaticPaths?: () => { params: Record<string, string>; props?: Props }[];
  }

  export const manifest: {
    base: string;
    /** Paths of compiled scripts below the base, by the name that components call them. */
    entryModules: Record<string, string>;
    routes: {
      styles: { type: 'external' | 'inline'; src?: string }[];
      routeData: {
        /** As in `/ba/[code]/pulse/[date]`. */
        route: string;
        type: string;
        prerender: boolean;
        component: string;
      };
    }[];
    pageMap: Map<string, () => Promise<{ page: () => PageModule }>>;
  };
}
