import type { Json } from '@foldwise/core';
import { formatNumber } from './number.ts';

/** A hyper-parameter's value in few characters. */
export function formatParam(value: Json | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatNumber(value);
  if (typeof value === 'string') return value;
  if (isBranch(value)) {
    const { kind, ...rest } = value;
    const inner = Object.entries(rest).map(([name, v]) => `${name}=${formatParam(v)}`);
    return inner.length === 0 ? formatParam(kind) : `${formatParam(kind)}(${inner.join(', ')})`;
  }
  return JSON.stringify(value);
}

function isBranch(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'kind' in value;
}

/** All parameters on one line: "units=64 dropout=0.1". */
export function formatParams(params: { readonly [name: string]: Json }): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${formatParam(value)}`)
    .join(' ');
}
