/**
 * Request parameters as EIA takes them: in the URL with bracketed names (`facets[type][]=D`,
 * `sort[0][column]=period`) or as one JSON object in the `X-Params` header. Both end in the same
 * tree, which EIA echoes in every response.
 */

import { badRequest } from './wire-error.ts';

export type ParameterTree = { [name: string]: ParameterValue };
export type ParameterValue = string | number | boolean | null | ParameterValue[] | ParameterTree;

const BRACKETED = /\[([^\]]*)\]/g;

/** `sort[0][column]` to `sort`, `0`, `column`. */
function pathOf(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket < 0) return [name];
  return [name.slice(0, bracket), ...[...name.matchAll(BRACKETED)].map((match) => match[1] as string)];
}

type Branch = Map<string, Branch | string>;

function plant(root: Branch, path: string[], value: string): void {
  let branch = root;
  for (const [depth, step] of path.entries()) {
    const name = step === '' ? String(branch.size) : step;
    if (depth === path.length - 1) {
      branch.set(name, value);
      return;
    }
    const next = branch.get(name);
    if (next instanceof Map) branch = next;
    else branch.set(name, (branch = new Map()));
  }
}

/** A branch whose names are all numbers is a list. */
function harvest(branch: Branch): ParameterTree | ParameterValue[] {
  const entries = [...branch].map(([name, value]): [string, ParameterValue] => [
    name,
    value instanceof Map ? harvest(value) : value,
  ]);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function parametersOfUrl(search: URLSearchParams): ParameterTree {
  const root: Branch = new Map();
  for (const [name, value] of search) plant(root, pathOf(name), value);
  return root.size === 0 ? {} : (harvest(root) as ParameterTree);
}

function parametersOfHeader(header: string): ParameterTree {
  let parsed: unknown;
  try {
    parsed = JSON.parse(header);
  } catch {
    throw badRequest('Invalid X-Params header provided.');
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw badRequest('Invalid X-Params header provided.');
  }
  return parsed as ParameterTree;
}

/** The URL's parameters, those of the `X-Params` header over them. */
export function requestParameters(search: URLSearchParams, xParams: string | undefined): ParameterTree {
  const fromUrl = parametersOfUrl(search);
  return xParams === undefined ? fromUrl : { ...fromUrl, ...parametersOfHeader(xParams) };
}
