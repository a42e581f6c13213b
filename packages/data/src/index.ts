export type {
  ByteArray,
  Cell,
  Column,
  ColumnKind,
  NumberArray,
  NumberColumn,
  StringColumn,
} from './table/column.ts';
export {
  categoryColumn,
  cellAt,
  cellsOf,
  float64Of,
  idColumn,
  isMissing,
  numberColumn,
  renamed,
  stringColumn,
  textColumn,
} from './table/column.ts';
export type { ValueCount } from './table/count.ts';
export { missingCount, uniqueCount, uniqueValues, usedLevels, valueCounts } from './table/count.ts';
export { concatColumns, concatTables } from './table/concat.ts';
export { inferStringKind } from './table/infer-kind.ts';
export { kindsOf } from './table/kinds-of.ts';
export type { Row } from './table/rows.ts';
export { columnFromCells, rowsOf, tableFromRows } from './table/rows.ts';
export type { ColumnRole, ColumnSpec, RowOf, Schema } from './table/schema.ts';
export {
  category,
  defineSchema,
  group,
  id,
  ignored,
  nameOfRole,
  namesOfRole,
  number,
  specOfSchema,
  target,
  text,
} from './table/schema.ts';
export { Table, takeRows } from './table/table.ts';
export type { Target } from './table/target.ts';
export { columnsOfTarget, takeTarget } from './table/target.ts';
export type { Aggregation } from './operations/aggregate/aggregation.ts';
export type { NumberAggregation } from './operations/aggregate/aggregate-numbers.ts';
export { aggregateNumbers } from './operations/aggregate/aggregate-numbers.ts';
export { count } from './operations/aggregate/count.ts';
export { max, min } from './operations/aggregate/extremes.ts';
export { first, last } from './operations/aggregate/first.ts';
export { mode } from './operations/aggregate/mode.ts';
export { nunique } from './operations/aggregate/nunique.ts';
export { median, quantile } from './operations/aggregate/quantile.ts';
export { skew } from './operations/aggregate/skew.ts';
export { mean, sum } from './operations/aggregate/sum.ts';
export type { VarianceOptions } from './operations/aggregate/variance.ts';
export { std, variance } from './operations/aggregate/variance.ts';
export type { CutOptions } from './operations/cut/cut.ts';
export { cut } from './operations/cut/cut.ts';
export { qcut } from './operations/cut/qcut.ts';
export type { DropDuplicatesOptions } from './operations/drop-duplicates.ts';
export { dropDuplicates } from './operations/drop-duplicates.ts';
export { dropMissing, filterRows } from './operations/filter-rows.ts';
export { frequencies } from './operations/frequencies.ts';
export type { GroupOptions } from './operations/group-by.ts';
export { groupBy } from './operations/group-by.ts';
export type { AsOfOptions } from './operations/join/as-of-join.ts';
export { asOfJoin } from './operations/join/as-of-join.ts';
export type { JoinKey, JoinKeys } from './operations/join/join-keys.ts';
export type { JoinOptions, Suffixes } from './operations/join/joined.ts';
export { innerJoin, leftJoin } from './operations/join/left-join.ts';
export type { MissingKeys } from './operations/keys/groups-of.ts';
export type { Segments } from './operations/keys/segments.ts';
export type { MeltOptions } from './operations/melt.ts';
export { melt } from './operations/melt.ts';
export type { PivotOptions } from './operations/pivot.ts';
export { pivot } from './operations/pivot.ts';
export type { SampleOptions } from './operations/sample.ts';
export { sample } from './operations/sample.ts';
export { sortBy } from './operations/sort/sort-by.ts';
export type { Descending, SortKey } from './operations/sort/sorted-rows.ts';
export { descending, sortedRows } from './operations/sort/sorted-rows.ts';
export { summaryOf } from './operations/summary-of.ts';
export type { ExpandingOptions } from './operations/window/expanding.ts';
export { expanding } from './operations/window/expanding.ts';
export type { RankOptions, RankTies } from './operations/window/rank.ts';
export { rank } from './operations/window/rank.ts';
export type { RollingOptions } from './operations/window/rolling.ts';
export { rolling } from './operations/window/rolling.ts';
export { shift } from './operations/window/shift.ts';
export type { Window } from './operations/window/window.ts';
export type { WindowOptions } from './operations/window/with-windows.ts';
export { withWindows } from './operations/window/with-windows.ts';
export { withAggregates } from './operations/with-aggregates.ts';
export type { DanfoDataFrame } from './danfo/data-frame.ts';
export { fromDataFrame } from './danfo/from-data-frame.ts';
export { toDataFrame } from './danfo/to-data-frame.ts';
export type { CsvDialect, CsvOptions } from './format/csv-options.ts';
export { MISSING_TOKENS } from './format/csv-options.ts';
export { parseCsv } from './format/parse-csv.ts';
export { readCsv } from './format/read-csv.ts';
export type { Zip, ZipEntry } from './format/read-zip.ts';
export { readZip } from './format/read-zip.ts';
export { parseTable, streamTable } from './format/parse-table.ts';
export type { ByteSource } from './format/byte-source.ts';
export type { FilePart } from './format/file-part.ts';
export type { Pass, TablePasses } from './format/passes.ts';
export { streamOver } from './format/passes.ts';
export type { IdxArray } from './format/parse-idx.ts';
export { parseIdx, parseIdxArray } from './format/parse-idx.ts';
export type { JsonOptions } from './format/parse-json.ts';
export { parseJson } from './format/parse-json.ts';
export type { ParquetOptions } from './format/parse-parquet.ts';
export { parseParquet, readParquet } from './format/parse-parquet.ts';
export { readTable } from './format/read-table.ts';
export type { ReadTableOptions, TableFormat } from './format/table-format.ts';
export { formatOf, tableFormats } from './format/table-formats.ts';
export type { TableOptions } from './format/table-options.ts';
export { formatJson, formatJsonLines } from './format/write-json.ts';
export { formatParquet } from './format/write-parquet.ts';
export { writeTable } from './format/write-table.ts';
export type { CsvFormat } from './format/write-csv.ts';
export { formatCsv, formatNumber } from './format/write-csv.ts';
export type { Selector } from './select/selector.ts';
export type { Fold, Splitter } from './split/splitter.ts';
export type {
  ColumnTransformer,
  FeatureDecision,
  FittedColumnTransformer,
  FittedTransformer,
  Transformer,
} from './transform/transformer.ts';
export type { Dataset } from './dataset.ts';
export type { EmbeddedOptions } from './source/embedded.ts';
export { embedded } from './source/embedded.ts';
export type { FoundFile, KaggleFileNames, KaggleFiles } from './source/kaggle-files.ts';
export { findKaggleFiles } from './source/kaggle-files.ts';
export type { KaggleFolderOptions } from './source/kaggle-folder.ts';
export { kaggleFolder } from './source/kaggle-folder.ts';
export type { DownloadKaggleOptions } from './source/kaggle/download-kaggle.ts';
export { downloadKaggle } from './source/kaggle/download-kaggle.ts';
export type { KaggleDownload, TransferEvent } from './source/kaggle/download-file.ts';
export type {
  IncomingFile,
  KaggleClient,
  KaggleClientOptions,
  KaggleFileRequest,
  KagglePurpose,
  KaggleQuestion,
} from './source/kaggle/kaggle-client.ts';
export { kaggleClient } from './source/kaggle/kaggle-client.ts';
export type { Environment, KaggleCredentials } from './source/kaggle/kaggle-credentials.ts';
export { kaggleCredentials } from './source/kaggle/kaggle-credentials.ts';
export { kaggleAddress, kaggleSlug } from './source/kaggle/kaggle-slug.ts';
export type { KaggleFile } from './source/kaggle/list-kaggle-files.ts';
export { listKaggleFiles } from './source/kaggle/list-kaggle-files.ts';
export type { ReadImagesOptions } from './source/read-images.ts';
export { readImages } from './source/read-images.ts';
export type { Colours } from './format/image-pixels.ts';
export type { IdsOfColumns } from './source/ids-of-columns.ts';
export type { FurtherTable } from './source/with-tables.ts';
export { withTables } from './source/with-tables.ts';
export type { CompetitionData, Source, SourceFile } from './source/source.ts';
export { all, categorical, numeric, ofKind, texts } from './select/of-kind.ts';
export { matching } from './select/matching.ts';
export { named } from './select/named.ts';
export { and, not, or } from './select/combine.ts';
export { selectColumns } from './select/select-columns.ts';
export type { GroupKFoldOptions } from './split/group-k-fold.ts';
export { groupKFold } from './split/group-k-fold.ts';
export type { HoldOutOptions } from './split/hold-out.ts';
export { holdOut } from './split/hold-out.ts';
export type { KFoldOptions } from './split/k-fold.ts';
export { kFold } from './split/k-fold.ts';
export type { LeaveOneGroupOutOptions } from './split/leave-one-group-out.ts';
export { leaveOneGroupOut } from './split/leave-one-group-out.ts';
export type { NestedFold, NestedOptions, NestedSplitter } from './split/nested.ts';
export { nested } from './split/nested.ts';
export type { PredefinedOptions } from './split/predefined.ts';
export { predefined } from './split/predefined.ts';
export type { PurgedKFoldOptions } from './split/purged-k-fold.ts';
export { purgedKFold } from './split/purged-k-fold.ts';
export { repeated } from './split/repeated.ts';
export type { StratifiedGroupKFoldOptions } from './split/stratified-group-k-fold.ts';
export { stratifiedGroupKFold } from './split/stratified-group-k-fold.ts';
export type { StratifiedKFoldOptions } from './split/stratified-k-fold.ts';
export { stratifiedKFold } from './split/stratified-k-fold.ts';
export type { TimeSeriesSplitOptions } from './split/time-series-split.ts';
export { timeSeriesSplit } from './split/time-series-split.ts';
export type { AutoFeaturesOptions } from './transform/auto/auto-features.ts';
export { autoFeatures } from './transform/auto/auto-features.ts';
export type { Arithmetic, ArithmeticPairsOptions } from './transform/arithmetic-pairs.ts';
export { arithmeticPairs } from './transform/arithmetic-pairs.ts';
export type { CrossCategoriesOptions } from './transform/cross-categories.ts';
export { crossCategories } from './transform/cross-categories.ts';
export type { DerivedCell, DerivedColumns } from './transform/derive.ts';
export { derive } from './transform/derive.ts';
export { drop, keep } from './transform/drop.ts';
export { fitTransform } from './transform/fit-transform.ts';
export type { Aggregate, GroupAggregatesOptions, Relative } from './transform/group-aggregates.ts';
export { groupAggregates } from './transform/group-aggregates.ts';
export { onColumns } from './transform/on-columns.ts';
export { pipeline } from './transform/pipeline.ts';
export type { UniqueWithinOptions } from './transform/unique-within.ts';
export type { DropConstantColumnsOptions } from './transform/selection/drop-constant-columns.ts';
export { dropConstantColumns } from './transform/selection/drop-constant-columns.ts';
export type { DropCorrelatedColumnsOptions } from './transform/selection/drop-correlated-columns.ts';
export { dropCorrelatedColumns } from './transform/selection/drop-correlated-columns.ts';
export { dropDuplicateColumns } from './transform/selection/drop-duplicate-columns.ts';
export { uniqueWithin } from './transform/unique-within.ts';
export { vectorize } from './transform/vectorize.ts';
export { asCategory } from './transform/column/as-category.ts';
export { beside } from './transform/column/beside.ts';
export type { BinnedOptions } from './transform/column/binned.ts';
export { binned } from './transform/column/binned.ts';
export { boxCox } from './transform/column/box-cox.ts';
export type { ClipOutliersOptions } from './transform/column/clip-outliers.ts';
export { clipOutliers } from './transform/column/clip-outliers.ts';
export { clipTo } from './transform/column/clip-to.ts';
export type { DigitsOptions } from './transform/column/digits.ts';
export { digits } from './transform/column/digits.ts';
export type { FrequencyEncodeOptions } from './transform/column/frequency-encode.ts';
export { frequencyEncode } from './transform/column/frequency-encode.ts';
export type { HashEncodeOptions } from './transform/column/hash-encode.ts';
export { hashEncode } from './transform/column/hash-encode.ts';
export type { ImputeOptions, ImputeWith } from './transform/column/impute.ts';
export { impute } from './transform/column/impute.ts';
export { leaveOneOut } from './transform/column/leave-one-out.ts';
export { log1pScale } from './transform/column/log1p-scale.ts';
export type { MinMaxScaleOptions } from './transform/column/min-max-scale.ts';
export { minMaxScale } from './transform/column/min-max-scale.ts';
export type { MissingIndicatorOptions } from './transform/column/missing-indicator.ts';
export { missingIndicator } from './transform/column/missing-indicator.ts';
export { numberStep } from './transform/column/number-step.ts';
export type { OneHotOptions } from './transform/column/one-hot.ts';
export { oneHot } from './transform/column/one-hot.ts';
export type { OrderedTargetOptions } from './transform/column/ordered-target.ts';
export { orderedTarget } from './transform/column/ordered-target.ts';
export { ordinal } from './transform/column/ordinal.ts';
export type { PiecewiseLinearOptions } from './transform/column/piecewise-linear.ts';
export { piecewiseLinear } from './transform/column/piecewise-linear.ts';
export type { PowerOptions } from './transform/column/power-step.ts';
export type { QuantileNormalOptions } from './transform/column/quantile-normal.ts';
export { quantileNormal } from './transform/column/quantile-normal.ts';
export type { QuantileUniformOptions } from './transform/column/quantile-uniform.ts';
export { quantileUniform } from './transform/column/quantile-uniform.ts';
export { rankGauss } from './transform/column/rank-gauss.ts';
export type { RobustScaleOptions } from './transform/column/robust-scale.ts';
export { robustScale } from './transform/column/robust-scale.ts';
export { roundTo } from './transform/column/round-to.ts';
export type { SmoothClipOptions } from './transform/column/smooth-clip.ts';
export { smoothClip } from './transform/column/smooth-clip.ts';
export type { SqrtScaleOptions } from './transform/column/sqrt-scale.ts';
export { sqrtScale } from './transform/column/sqrt-scale.ts';
export { standardScale } from './transform/column/standard-scale.ts';
export { addingStep } from './transform/adding-step.ts';
export type { DateOrder } from './format/parse-date.ts';
export { parseDate } from './format/parse-date.ts';
export { countMissing } from './transform/missing/count-missing.ts';
export type { ImputeByGroupOptions } from './transform/missing/impute-by-group.ts';
export { imputeByGroup } from './transform/missing/impute-by-group.ts';
export { missingPattern } from './transform/missing/missing-pattern.ts';
export type { DatePartsOptions } from './transform/dates/date-parts.ts';
export { dateParts } from './transform/dates/date-parts.ts';
export type { CyclicalPart, DatePart } from './transform/dates/parts.ts';
export type { ElapsedSinceOptions } from './transform/dates/elapsed-since.ts';
export { elapsedSince } from './transform/dates/elapsed-since.ts';
export type { HistoryOptions } from './transform/history/history-of.ts';
export type { LagsOptions } from './transform/history/lags.ts';
export { lags } from './transform/history/lags.ts';
export type { RollingFeaturesOptions, RollingStatistic } from './transform/history/rolling-features.ts';
export { rollingFeatures } from './transform/history/rolling-features.ts';
export type { HashTextOptions } from './transform/text/hash-text.ts';
export { hashText } from './transform/text/hash-text.ts';
export type { SplitTextOptions } from './transform/text/split-text.ts';
export { splitText } from './transform/text/split-text.ts';
export type { TermOptions } from './transform/text/terms-of.ts';
export type { TextComponentsOptions } from './transform/text/text-components.ts';
export { textComponents } from './transform/text/text-components.ts';
export type { TextCount } from './transform/text/text-counts.ts';
export { textCounts } from './transform/text/text-counts.ts';
export type { TfIdfOptions } from './transform/text/tf-idf.ts';
export { tfIdf } from './transform/text/tf-idf.ts';
export type { WeightOptions } from './transform/text/vocabulary.ts';
export { pairwiseCorrelation } from './statistics/correlation.ts';
export { quantileOf } from './statistics/quantile.ts';
export { rankCorrelation, standardRanks } from './statistics/standard-ranks.ts';
export type { Summary } from './statistics/summary.ts';
export type { InnerFoldOptions } from './transform/inner-folds.ts';
export type { TargetEncodeOptions } from './transform/column/target-encode.ts';
export { targetEncode } from './transform/column/target-encode.ts';
export type { WeightOfEvidenceOptions } from './transform/column/weight-of-evidence.ts';
export { weightOfEvidence } from './transform/column/weight-of-evidence.ts';
export { yeoJohnson } from './transform/column/yeo-johnson.ts';
export type { ClassDistancesOptions } from './transform/points/class-distances.ts';
export { classDistances } from './transform/points/class-distances.ts';
export type { ClusterOptions, KMeansDistancesOptions } from './transform/points/k-means-distances.ts';
export { kMeansDistances } from './transform/points/k-means-distances.ts';
export type { NeighbourDistancesOptions } from './transform/points/neighbour-distances.ts';
export { neighbourDistances } from './transform/points/neighbour-distances.ts';
export type { NeighbourTargetsOptions } from './transform/points/neighbour-targets.ts';
export { neighbourTargets } from './transform/points/neighbour-targets.ts';
export type { Eigen } from './transform/matrix/symmetric-eigen.ts';
export { symmetricEigen } from './transform/matrix/symmetric-eigen.ts';
export type { PrincipalComponentsOptions } from './transform/points/principal-components.ts';
export { principalComponents } from './transform/points/principal-components.ts';
export { geoBearing } from './transform/places/geo-bearing.ts';
export type { GeoClustersOptions } from './transform/places/geo-clusters.ts';
export { geoClusters } from './transform/places/geo-clusters.ts';
export { geoDistance } from './transform/places/geo-distance.ts';
export type { GeoGridOptions } from './transform/places/geo-grid.ts';
export { geoGrid } from './transform/places/geo-grid.ts';
export type { GeoHashOptions } from './transform/places/geo-hash.ts';
export { geoHash } from './transform/places/geo-hash.ts';
export { geoManhattan } from './transform/places/geo-manhattan.ts';
export type { GeoRotationOptions } from './transform/places/geo-rotation.ts';
export { geoRotation } from './transform/places/geo-rotation.ts';
export type { PlaceOptions } from './transform/places/place-step.ts';
export type { WayOptions } from './transform/places/way-step.ts';
export type { CyclicOptions } from './transform/column/cyclic.ts';
export { cyclic } from './transform/column/cyclic.ts';
export { modulo } from './transform/column/modulo.ts';
export { signOf } from './transform/column/sign-of.ts';
export { zeroFlag } from './transform/column/zero-flag.ts';
export type { GroupHistogramOptions } from './transform/group-histogram.ts';
export { groupHistogram } from './transform/group-histogram.ts';
export type { ExponentialMeansOptions } from './transform/history/exponential-means.ts';
export { exponentialMeans } from './transform/history/exponential-means.ts';
export type { JoinTextOptions } from './transform/text/join-text.ts';
export { joinText } from './transform/text/join-text.ts';
export type { TermTargetOptions } from './transform/text/term-target.ts';
export { termTarget } from './transform/text/term-target.ts';
export type { TextRidgeOptions } from './transform/text/text-ridge.ts';
export { textRidge } from './transform/text/text-ridge.ts';
export type { HolidaysOptions } from './transform/dates/holidays.ts';
export { holidays } from './transform/dates/holidays.ts';
export type { ImputeIterativelyOptions } from './transform/missing/impute-iteratively.ts';
export { imputeIteratively } from './transform/missing/impute-iteratively.ts';
export type { TermEvidenceOptions } from './transform/text/term-evidence.ts';
export { termEvidence } from './transform/text/term-evidence.ts';
export type { AuditedTables, TableAudit } from './audit/audit-tables.ts';
export { auditTables } from './audit/audit-tables.ts';
export type { ColumnRelation } from './audit/column-relations.ts';
export { testRelations } from './audit/column-relations.ts';
export type { ColumnScore } from './audit/column-score.ts';
export type { Duplicates } from './audit/duplicates.ts';
export type { Finding, FindingKind, Severity } from './audit/finding.ts';
export { bySeverity } from './audit/finding.ts';
export type { Histogram } from './audit/histogram.ts';
export type { MissingPatterns } from './audit/missing-patterns.ts';
export { missingPatterns } from './audit/missing-patterns.ts';
export type { NeighbourLikeness } from './audit/neighbour-likeness.ts';
export type { OrderAudit } from './audit/order-findings.ts';
export type { ColumnProfile, LevelShare } from './audit/profile-column.ts';
export { profileColumn } from './audit/profile-column.ts';
