export { type Axis, axisFor } from './chart/axis.ts';
export { type Curve, type CurvesOptions, learningCurves } from './chart/learning-curves.ts';
export type { Plot, Series } from './chart/plot.ts';
export { type Bars, svgBars } from './chart/svg-bars.ts';
export { drawPlot, svgPlot } from './chart/svg-plot.ts';
export { textPlot } from './chart/text-plot.ts';
export { channelImages } from './images/colours.ts';
export { drawImages } from './images/draw-images.ts';
export type { LabelledImage, Picture } from './images/picture.ts';
export { textImages } from './images/text-images.ts';
export { drawLayers } from './layers/draw-layers.ts';
export { textLayers } from './layers/text-layers.ts';
export { drawCalibration, type DrawnCalibration } from './predictions/draw-calibration.ts';
export { drawConfusion, type DrawnConfusion } from './predictions/draw-confusion.ts';
export { drawCorrelations, type DrawnCorrelations } from './predictions/draw-correlations.ts';
export { drawPrecisionRecall, type DrawnPrecisionRecall } from './predictions/draw-precision-recall.ts';
export { drawResiduals, type DrawnResiduals } from './predictions/draw-residuals.ts';
export { drawRoc, type DrawnRoc } from './predictions/draw-roc.ts';
export { type CurvesSize, drawCurves, type DrawnCurves } from './scores/draw-curves.ts';
export { drawFoldDots, type DrawnFoldDots } from './scores/draw-fold-dots.ts';
export { drawLeaderboard, type DrawnLeaderboard } from './scores/draw-leaderboard.ts';
export { drawPairedDots, type DrawnPairedDots } from './scores/draw-paired-dots.ts';
export { drawContour, type SearchContour } from './search/draw-contour.ts';
export { drawHistory, type SearchHistory } from './search/draw-history.ts';
export { drawImportance, type DrawnImportance } from './search/draw-importance.ts';
export { drawParallel } from './search/draw-parallel.ts';
export { drawSlice } from './search/draw-slice.ts';
export { drawTimeline, type DrawnTimeline } from './search/draw-timeline.ts';
export { parallelAxes, type ParallelAxis } from './search/parallel-axes.ts';
export type {
  NumberAxis,
  OptionsAxis,
  SearchedParameter,
  SearchedTrial,
  SearchedTrials,
} from './search/searched-trials.ts';
export { chartColours, chartStyle } from './svg/chart-style.ts';
export type { Chart, ChartSize, Drawing } from './svg/drawing.ts';
export { escape } from './svg/escape.ts';
export { svgChart } from './svg/svg-chart.ts';
export { svgFile } from './svg/svg-file.ts';
export { type PngOptions, svgToPng } from './svg/svg-to-png.ts';
