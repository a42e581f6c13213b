/** The block of the `index`-th of `count` things in a row, cut into blocks of which the first `count % blocks` have one more. */
export function blockOf(index: number, count: number, blocks: number): number {
  const size = Math.floor(count / blocks);
  const longer = count % blocks;
  const inLonger = longer * (size + 1);
  return index < inLonger ? Math.floor(index / (size + 1)) : longer + Math.floor((index - inLonger) / size);
}
