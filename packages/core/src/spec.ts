/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a description is, as plain data: its kind and its options, nested descriptions included.
 *
 * A run stores the spec of everything it was made of, so two runs can be compared and one can be repeated.
 */
export interface Spec {
  readonly kind: string;
  readonly [option: string]: Json;
}

/** A frozen description: it can be printed, hashed, diffed and stored by its `spec`. */
export interface Described {
  readonly spec: Spec;
}

/**
 * The spec of a function a user wrote: its source text, since that is all there is to compare.
 *
 * Two functions with the same text but different closures have the same spec; keep such functions free of captured state.
 */
export function specOfFunction(f: (...args: never[]) => unknown): Spec {
  return { kind: 'function', name: f.name, source: f.toString() };
}
