import { type GitHub, orNull } from './github-client.ts';

export interface PagesSettings {
  /** What publishes: a workflow, or files of a branch. */
  builtBy: 'workflow' | 'branch';
  /** The site's address. */
  url: string | null;
}

/** How GitHub Pages is set up for the repository; null where it is not. */
export async function readPagesSettings({ octokit, at }: GitHub): Promise<PagesSettings | null> {
  const found = await orNull(octokit.rest.repos.getPages(at));
  if (!found) return null;
  const { build_type, html_url } = found.data;
  return { builtBy: build_type === 'workflow' ? 'workflow' : 'branch', url: html_url ?? null };
}
