/** A part of a picture: elements of SVG, and how much room they take from 0, 0 on. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

/** A drawing that says what it shows, for a reader who does not see it. */
export interface Chart extends Drawing {
  readonly title: string;
  /** How it is read, in a sentence. */
  readonly caption: string;
  /** What is to be seen, in a sentence or two, with its numbers. */
  readonly description: string;
}

/** How large a chart is drawn, in units of the SVG. */
export interface ChartSize {
  readonly width?: number;
  readonly height?: number;
}
