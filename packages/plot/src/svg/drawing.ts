/** A part of a picture: elements of SVG, and how much room they take from 0, 0 on. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly content: string;
}
