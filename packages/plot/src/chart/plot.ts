/** Points of one kind in a plot. */
export interface Series {
  readonly name: string;
  /** A line joins its points in their order; dots stand alone. */
  readonly kind: 'line' | 'dots';
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A picture of points in the plane. */
export interface Plot {
  readonly title: string;
  /** What the horizontal axis measures. */
  readonly x: string;
  /** Whether the horizontal axis counts something, epochs or steps, so that whole numbers alone are marked; false unless given. */
  readonly counts?: boolean;
  /** What the vertical axis measures. */
  readonly y: string;
  readonly series: readonly Series[];
  /** Heights by their powers of ten: equal steps up multiply by equal factors. Every height must be above 0. */
  readonly logarithmic?: boolean;
  /** Where the plane is shaded: what a classifier says yes to. */
  readonly shaded?: { readonly name: string; readonly where: (x: number, y: number) => boolean };
}
