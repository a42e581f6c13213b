/**
 * The kernels that are not elementwise, by number. The module exports the numbers (`Kernel.product`), and so does it those of the
 * elementwise ones: who writes programs reads them from there.
 */
export enum Kernel {
  product,
  productTransposed,
  sumRows,
  sumGroups,
  maxRows,
  maxGroups,
  softmaxRows,
  clear,
  copyRows,
  reflow,
  transpose,
  permute,
  gatherRows,
  scatterRows,
  markCodes,
  power,
  dropout,
  dropoutAt,
  patches,
  unpatches,
  maxPool,
  maxPoolGradient,
  takeBatch,
  takeNumbers,
  takeScheduled,
  guardLoss,
}
