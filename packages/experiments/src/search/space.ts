import type { Json } from '@foldwise/core';

export interface Float {
  readonly kind: 'float';
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
  readonly step?: number;
}
export interface Int {
  readonly kind: 'int';
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
  readonly step: number;
}
export interface Choice<T extends Json = Json> {
  readonly kind: 'choice';
  readonly options: readonly T[];
}
/** Branches of which one is taken; the parameters of the others do not exist in that trial. */
export interface OneOf<
  B extends Readonly<Record<string, SearchSpace>> = Readonly<Record<string, SearchSpace>>,
> {
  readonly kind: 'oneOf';
  readonly branches: B;
}

/** One hyper-parameter, as plain data. */
export type Dimension = Float | Int | Choice | OneOf;

/** Hyper-parameters by name. */
export interface SearchSpace {
  readonly [name: string]: Dimension;
}

/** The type of a hyper-parameter's value; a branch is `{ kind: "adam", …its parameters }`. */
export type ValueOf<D> = D extends Float | Int
  ? number
  : D extends Choice<infer T>
    ? T
    : D extends OneOf<infer B>
      ? { readonly [K in keyof B]: { readonly kind: K } & Params<B[K]> }[keyof B]
      : never;

/** The hyper-parameters of one trial. */
export type Params<S> = { readonly [Name in keyof S]: ValueOf<S[Name]> };
