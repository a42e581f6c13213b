import type { Tensor } from '@foldwise/core/base';

/** One image of a picture. */
export interface LabelledImage {
  readonly label: string;
  /** `[height, width]`, or with a last axis of one channel or of red, green and blue. */
  readonly image: Tensor;
  /** Where it has others than the picture. */
  readonly colours?: Picture['colours'];
}

/** Images side by side. */
export interface Picture {
  readonly images: readonly LabelledImage[];
  /**
   * `grey`: the least white, the largest black. `signed`: blue below 0, white at 0, red above, which suits weights and maps. Images
   * of red, green and blue have colours of their own.
   */
  readonly colours: 'grey' | 'signed';
  /** Whether one range of numbers is that of all images, so that they can be compared; each has its own unless asked for. */
  readonly shared?: boolean;
  /** Images in a line; about as many as there are lines unless given. */
  readonly columns?: number;
}

/** How many images stand in a line. */
export function columnsOf({ images, columns }: Picture): number {
  return Math.max(1, columns ?? Math.min(images.length, Math.ceil(Math.sqrt(images.length * 1.6))));
}
