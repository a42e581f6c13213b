import type { Json } from '@foldwise/core';

/** Where a good value of a number is expected, before anything was tried: a normal distribution cut off at the bounds. */
export interface Prior {
  /** The likeliest value. */
  readonly center: number;
  /** One standard deviation, as a share of the way from low to high on the dimension's scale. */
  readonly spread: number;
}

export interface Float {
  readonly kind: 'float';
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
  readonly step?: number;
  readonly prior?: Prior;
}
export interface Int {
  readonly kind: 'int';
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
  readonly step: number;
  readonly prior?: Prior;
}
/** Options without an order. */
export interface Choice<T extends Json = Json> {
  readonly kind: 'choice';
  readonly options: readonly T[];
  /** How likely each option is, beside the others; equally where left out. */
  readonly weights?: readonly number[];
}
/** Options in an order, so that what is known of one says something of its neighbours. */
export interface Ordinal<T extends Json = Json> {
  readonly kind: 'ordinal';
  readonly options: readonly T[];
  readonly weights?: readonly number[];
}
/** Branches of which one is taken; the parameters of the others do not exist in that trial. */
export interface OneOf<
  B extends Readonly<Record<string, SearchSpace>> = Readonly<Record<string, SearchSpace>>,
> {
  readonly kind: 'oneOf';
  readonly branches: B;
  /** How likely each branch is, in their order, beside the others; equally where left out. */
  readonly weights?: readonly number[];
}

/** One hyper-parameter, as plain data. */
export type Dimension = Float | Int | Choice | Ordinal | OneOf;

/** Hyper-parameters by name. */
export interface SearchSpace {
  readonly [name: string]: Dimension;
}

/** The type of a hyper-parameter's value; a branch is `{ kind: "adam", …its parameters }`. */
export type ValueOf<D> = D extends Float | Int
  ? number
  : D extends Choice<infer T> | Ordinal<infer T>
    ? T
    : D extends OneOf<infer B>
      ? { readonly [K in keyof B]: { readonly kind: K } & Params<B[K]> }[keyof B]
      : never;

/** The hyper-parameters of one trial. */
export type Params<S> = { readonly [Name in keyof S]: ValueOf<S[Name]> };
