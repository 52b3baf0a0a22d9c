import { type Archive, monthOfVolume, type Volume, volumeName } from './archive.ts';
import { sha256 } from './checksums.ts';
import { type GitHub, orNull } from './github-client.ts';
import { GitHubConflictError } from './github-errors.ts';
import type { Month } from './month.ts';

/** As much of a release as is used. */
interface Release {
  id: number;
  tag_name: string;
  upload_url: string;
  draft: boolean;
}

interface Asset {
  id: number;
  name: string;
  size: number;
  state: string;
  /** `sha256:...`; absent of old assets and old servers. */
  digest?: string | null;
}

const PER_PAGE = 100;

/** The archive as releases of a repository, one a month; a volume's files are the release's assets. */
export function releaseArchive(github: GitHub): Archive {
  const { octokit, at } = github;
  const releases = octokit.rest.repos;

  async function find(month: Month): Promise<Release | null> {
    const found = await orNull(releases.getReleaseByTag({ ...at, tag: volumeName(month) }));
    return found?.data ?? null;
  }

  async function createRelease(month: Month): Promise<Release> {
    try {
      const { data } = await releases.createRelease({
        ...at,
        tag_name: volumeName(month),
        name: `Data of ${month}`,
        body: releaseNotes(month),
        make_latest: 'false',
      });
      return data;
    } catch (error) {
      const found = error instanceof GitHubConflictError ? await find(month) : null;
      if (!found) throw error;
      return found;
    }
  }

  return {
    label: `the releases of ${github.repository}`,
    async months() {
      const all = await octokit.paginate(releases.listReleases, { ...at, per_page: PER_PAGE });
      return all.flatMap(({ tag_name, draft }) => (draft ? [] : (monthOfVolume(tag_name) ?? []))).sort();
    },
    async volume(month) {
      const release = await find(month);
      return release && releaseVolume(github, month, release);
    },
    async create(month) {
      return releaseVolume(github, month, (await find(month)) ?? (await createRelease(month)));
    },
  };
}

const releaseNotes = (month: Month) =>
  `Hourly operating data of the US grid, form EIA-930, of the hours that start in ${month} (UTC): as reported and unscreened, ` +
  'as CSV and Parquet, with what GridPulse wrote down in that month. `datapackage.json` describes every file and column, ' +
  '`SHA256SUMS` holds their checksums. Renewed while EIA revises the month.\n\n' +
  'Source: U.S. Energy Information Administration (public domain). License: CC-BY-4.0.\n';

/** Lists the assets once and keeps the list as it changes them: nobody else writes at the same time. */
function releaseVolume({ octokit, at }: GitHub, month: Month, release: Release): Volume {
  const { repos } = octokit.rest;
  let known: Map<string, Asset> | null = null;

  async function assets(): Promise<Map<string, Asset>> {
    if (known) return known;
    const all: Asset[] = await octokit.paginate(repos.listReleaseAssets, {
      ...at,
      release_id: release.id,
      per_page: PER_PAGE,
    });
    // An upload that broke off leaves an asset that is none, and bars its name.
    for (const { id, state } of all) if (state !== 'uploaded') await removeAsset(id);
    known = new Map(all.filter(({ state }) => state === 'uploaded').map((asset) => [asset.name, asset]));
    return known;
  }

  const assetOf = async (name: string): Promise<Asset> => {
    const asset = (await assets()).get(name);
    if (!asset) throw new Error(`${volumeName(month)} has no asset ${name}`);
    return asset;
  };
  const removeAsset = (asset_id: number) => orNull(repos.deleteReleaseAsset({ ...at, asset_id }));

  async function upload(name: string, bytes: Uint8Array): Promise<Asset> {
    // Its address is the release's own, on a host of its own; `{?name}` in it takes the name.
    const { data } = await octokit.request({
      method: 'POST',
      url: release.upload_url,
      name,
      data: bytes,
      headers: { 'content-type': 'application/octet-stream', 'content-length': bytes.length },
    });
    return data;
  }

  /** Our own attempt whose answer was lost may have done it; anything else of that name is in the way. */
  async function settleConflict(name: string, bytes: Uint8Array): Promise<Asset> {
    known = null;
    const there = (await assets()).get(name);
    if (there && there.size === bytes.length && there.digest === `sha256:${sha256(bytes)}`) return there;
    if (there) await removeAsset(there.id);
    return upload(name, bytes);
  }

  return {
    month,
    list: async () => [...(await assets()).keys()].sort(),
    async read(name) {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/releases/assets/{asset_id}', {
        ...at,
        asset_id: (await assetOf(name)).id,
        headers: { accept: 'application/octet-stream' },
        request: { parseSuccessResponseBody: false },
      });
      return new Uint8Array(await new Response(data as unknown as ReadableStream).arrayBuffer());
    },
    async add(name, bytes) {
      const held = await assets();
      const asset = await upload(name, bytes).catch((error: unknown) => {
        if (error instanceof GitHubConflictError) return settleConflict(name, bytes);
        throw error;
      });
      (known ?? held).set(name, asset);
    },
    async rename(from, to) {
      const asset = await assetOf(from);
      await repos.updateReleaseAsset({ ...at, asset_id: asset.id, name: to });
      const held = await assets();
      held.delete(from);
      held.set(to, { ...asset, name: to });
    },
    async remove(name) {
      await removeAsset((await assetOf(name)).id);
      (await assets()).delete(name);
    },
  };
}
