/** What the stream of events tells: the journals of this competition are others than before. */
export interface Change {
  readonly slug: string;
  readonly version: string;
}
