export type { Competition, CompetitionOptions } from './competition/define-competition.ts';
export { defineCompetition } from './competition/define-competition.ts';
export { kaggleSlugOf } from './competition/kaggle-slug-of.ts';
export type { EncodeTargetOptions } from './competition/encode-target.ts';
export { encodeTarget } from './competition/encode-target.ts';
export type { Sweep, SweepOptions } from './competition/define-sweep.ts';
export { defineSweep } from './competition/define-sweep.ts';
export { flopCount, weightCount } from './competition/network-objectives.ts';
export type { Objective, TrialOutcome } from './competition/objective.ts';
export type { Binary, Multiclass, Regression, Scale, Task } from './competition/task.ts';
export {
  binary,
  classesOf,
  multiclass,
  outputsOf,
  regression,
  scaleOf,
  targetsOf,
} from './competition/task.ts';
export type { FitContext, Model, Predictor, ReportUnit } from './model/model.ts';
export { average } from './model/average.ts';
export { constant } from './model/constant.ts';
export type { LinearModelOptions } from './model/linear-model.ts';
export { linearModel } from './model/linear-model.ts';
export type { Monitor } from './model/monitor.ts';
export type { FeatureNames, NeuralNetworkOptions } from './model/neural-network.ts';
export { neuralNetwork } from './model/neural-network.ts';
export type { Sampler, SuggestContext } from './search/sampler.ts';
export type {
  Choice,
  Dimension,
  Float,
  Int,
  OneOf,
  Ordinal,
  Params,
  Prior,
  SearchSpace,
  ValueOf,
} from './search/space.ts';
export type { PruneContext, Pruner, ReportedTrial } from './search/pruner.ts';
export type { StopContext, StoppingRule } from './search/stopping-rule.ts';
export type { PendingTrial, Trial } from './search/trial.ts';
export type { CompetitionHome } from './run/home.ts';
export type { OnProgress, ProgressEvent } from './run/progress.ts';
export type { ObjectiveValue, RunRow } from './run/run-row.ts';
export type {
  BlendDetails,
  BlendScores,
  FoldDetails,
  KaggleSubmission,
  RunDetails,
  SubmissionRecord,
} from './run/run-details.ts';
export type { Machine } from './run/machine.ts';
export type {
  OpenCompetition,
  RunModelOptions,
  RunOptions,
  RunSweepOptions,
  StudyResult,
  SubmissionResult,
  SubmitOptions,
} from './run/options.ts';
export { openCompetition } from './run/open-competition.ts';
export type { PreparedData } from './run/prepare-data.ts';
export { prepareData } from './run/prepare-data.ts';
export type { CrossValidateOptions, CrossValidation } from './run/cross-validate.ts';
export { crossValidate } from './run/cross-validate.ts';
export type { FoldResult } from './run/fit-fold.ts';
export type { FoldFeatures } from './run/fold-features.ts';
export { outOfFold, scoreOf } from './run/score-of.ts';
export type { InspectOptions, ModelInspection } from './run/inspect-model.ts';
export { inspectModel } from './run/inspect-model.ts';
export type { FeaturesExplained } from './run/explain-features.ts';
export { explainFeatures } from './run/explain-features.ts';
export type { Chance } from './run/importance/chance.ts';
export type { Importance, ImportanceOptions, Importances } from './run/importance/measure-importance.ts';
export { measureImportance } from './run/importance/measure-importance.ts';
export { runModel, runSweep } from './run/run-sweep.ts';
export { refuseLeaks } from './run/leaks.ts';
export type { AdversarialValidation } from './audit/adversarial-validation.ts';
export { adversarialValidation } from './audit/adversarial-validation.ts';
export type { CompetitionAudit } from './audit/audit-competition.ts';
export { auditCompetition } from './audit/audit-competition.ts';
export { findRun, listRuns, listSubmissions, showRun } from './run/runs.ts';
export { detailsOf } from './run/details-of.ts';
export { type ReadStudy, readStudies, readStudy } from './run/read-studies.ts';
export {
  type StudiesNow,
  type StudyReader,
  studyReader,
  type StudyWithSubmissions,
} from './run/study-reader.ts';
export {
  type CompareOptions,
  compareRuns,
  type Comparison,
  type PairedDifference,
  whyNotComparable,
} from './run/compare-runs.ts';
export { type CorrectedBest, correctedBest, correctedBestOfStudies } from './run/corrected-best.ts';
export { bestComparable, newestStudy } from './run/newest-study.ts';
export { paramLeaves } from './run/param-leaves.ts';
export { paramNames } from './run/param-names.ts';
export { publicScores } from './run/public-scores.ts';
export { bestRunOf, rankRuns } from './run/rank-runs.ts';
export type { SampleLayout } from './run/sample-layout.ts';
export { compareRunRows, type CompareRunRowsOptions } from './run/compare-run-rows.ts';
export { foldOverlap } from './run/fold-overlap.ts';
export {
  type SweepImportances,
  sweepImportances,
  type SweepImportancesOptions,
} from './run/sweep-importances.ts';
export type { ExportedRun } from './submit/export-run.ts';
export { exportRun } from './submit/export-run.ts';
export type { NetworkOfRunOptions, RunNetwork } from './submit/network-of-run.ts';
export { networkOfRun } from './submit/network-of-run.ts';
export { recordRunFile } from './submit/record-run-file.ts';
export { submit } from './submit/submit.ts';
export type { UploadOptions } from './submit/upload.ts';
export { upload } from './submit/upload.ts';
export type { BlendData, Blender, BlenderRule } from './blend/blender.ts';
export { defineBlender } from './blend/blender.ts';
export { type BlendWeights, logMixture, mixture } from './blend/mixture.ts';
export { arithmeticMean } from './blend/blenders/arithmetic-mean.ts';
export { bestSingle } from './blend/blenders/best-single.ts';
export { caruana, type CaruanaOptions } from './blend/blenders/caruana.ts';
export { geometricMean } from './blend/blenders/geometric-mean.ts';
export { hillClimbing, type HillClimbingOptions } from './blend/blenders/hill-climbing.ts';
export { logisticStacking } from './blend/blenders/logistic-stacking.ts';
export { nonNegativeStacking } from './blend/blenders/non-negative-stacking.ts';
export { rankMean } from './blend/blenders/rank-mean.ts';
export { ridgeStacking } from './blend/blenders/ridge-stacking.ts';
export { autoBlenders } from './blend/auto-blenders.ts';
export { type BlendRunsOptions, blendRuns } from './blend/blend-runs.ts';
export { applyEnsemble, type Ensemble, type MemberPool } from './blend/ensemble.ts';
export type { NestedEnsemble } from './blend/nested-ensemble.ts';
export type { Candidate, NestedEnsembleOptions } from './blend/nesting-options.ts';
export { nestedEnsemble } from './blend/nested-ensemble.ts';
export { nestingParts } from './blend/nesting-parts.ts';
export type { PostData, PostProcessor, Tuned } from './blend/post/post-processor.ts';
export { classWeights } from './blend/post/class-weights.ts';
export { cutPoints } from './blend/post/cut-points.ts';
export { decisionThreshold } from './blend/post/decision-threshold.ts';
export { isotonicCalibration } from './blend/post/isotonic-calibration.ts';
export { plattScaling } from './blend/post/platt-scaling.ts';
export { postProcessorsFor } from './blend/post/post-processors-for.ts';
export { probabilityClip } from './blend/post/probability-clip.ts';
export { temperatureScaling } from './blend/post/temperature-scaling.ts';
export { wholeNumbers } from './blend/post/whole-numbers.ts';
export { canonicalJson, hashOf, parseCanonicalJson, sha256Of } from './journal/canonical-json.ts';
export type { FileCalls } from './journal/file-calls.ts';
export { makeFolder, writeWhole } from './journal/write-whole.ts';
export type { JournalContents, JournalDamage } from './journal/read-journal.ts';
export { readJournal } from './journal/read-journal.ts';
export type { Journal, SetAside } from './journal/journal.ts';
export { openJournal } from './journal/journal.ts';
export type { Artifact, ArtifactStore } from './journal/artifacts.ts';
export { artifactStore } from './journal/artifacts.ts';
export type { Lock } from './journal/lock.ts';
export { acquireLock } from './journal/lock.ts';
export type { FoldAssignment, FoldAssignmentOptions } from './journal/folds.ts';
export { foldAssignment } from './journal/folds.ts';
export { checkSpace } from './search/check-space.ts';
export { choice } from './search/choice.ts';
export { float, type FloatOptions } from './search/float.ts';
export { int, type IntOptions } from './search/int.ts';
export { oneOf } from './search/one-of.ts';
export { ordinal } from './search/ordinal.ts';
export { weighted } from './search/weighted.ts';
export { type Parameter, type Point, parametersOf, paramsAt, pointOf } from './search/parameters.ts';
export { drawAllowed } from './search/draw-allowed.ts';
export { dimensionCount } from './search/dimension-count.ts';
export { asParams } from './search/as-params.ts';
export { contains, reasonsOutside } from './search/contains.ts';
export { drawParams, numberAt } from './search/draw.ts';
export { type Grid, gridOf, gridOfSpace } from './search/grid-of.ts';
export { type GridOptions, gridSampler } from './search/samplers/grid.ts';
export { autoSampler } from './search/samplers/auto.ts';
export { type GpOptions, gpSampler } from './search/samplers/gp.ts';
export { type CmaesOptions, cmaesSampler } from './search/samplers/cma-es.ts';
export type { Restarts } from './search/cma/restart.ts';
export { type Nsga2Options, nsga2Sampler } from './search/samplers/nsga2.ts';
export type { Crossover } from './search/nsga/variation.ts';
export { hypervolume } from './search/pareto/hypervolume.ts';
export { dominates, nonDominatedRanks } from './search/pareto/non-dominated-ranks.ts';
export { paretoFront } from './search/pareto/pareto-front.ts';
export { paretoRows } from './run/pareto-rows.ts';
export { type TpeOptions, tpeSampler } from './search/samplers/tpe.ts';
export { haltonSampler, sobolSampler } from './search/samplers/sequence.ts';
export { randomSampler } from './search/samplers/random.ts';
export { eitherPruner } from './search/pruners/either.ts';
export { type HyperbandOptions, hyperbandPruner } from './search/pruners/hyperband.ts';
export { medianPruner } from './search/pruners/median.ts';
export { neverPruner } from './search/pruners/never.ts';
export { type PairedOptions, pairedPruner } from './search/pruners/paired.ts';
export { type PatientOptions, patientPruner } from './search/pruners/patient.ts';
export { type PercentileOptions, percentilePruner } from './search/pruners/percentile.ts';
export {
  type SuccessiveHalvingOptions,
  successiveHalvingPruner,
} from './search/pruners/successive-halving.ts';
export { firstOf } from './search/stopping/first-of.ts';
export { type NoImprovementOptions, noImprovement } from './search/stopping/no-improvement.ts';
export { type RegretBoundOptions, regretBound } from './search/stopping/regret-bound.ts';
export { type BestOfFolds, bestOfFolds } from './compare/best-of-folds.ts';
export { type BestOfRows, bestOfRows, type BestOfRowsOptions } from './compare/best-of-rows.ts';
export {
  type Betters,
  compareFolds,
  type CompareFoldsOptions,
  type FoldComparison,
} from './compare/compare-folds.ts';
export { compareRows, type CompareRowsOptions, type RowComparison } from './compare/compare-rows.ts';
export { correlatedT, type CorrelatedT, intervalOf, probabilityAbove } from './compare/correlated-t.ts';
export {
  type ParameterImportance,
  parameterImportances,
  type ParameterImportancesOptions,
} from './compare/importance/parameter-importances.ts';
export {
  type CalibrationCurve,
  calibrationCurve,
  type CalibrationOptions,
} from './view/calibration-curve.ts';
export { type ConfusionMatrix, confusionMatrix } from './view/confusion-matrix.ts';
export { type Contour, contourOf, type ContourOptions } from './view/contour-of.ts';
export {
  type ClassDiagnostics,
  type Diagnostics,
  diagnosticsOf,
  type DiagnosticsOptions,
} from './view/diagnostics-of.ts';
export { type FoldDots, foldDots } from './view/fold-dots.ts';
export { type LeaderboardPoints, leaderboardPoints } from './view/leaderboard-points.ts';
export { curvesOfRuns, type RunCurves } from './view/curves-of-runs.ts';
export { optimisationHistory, type OptimisationHistory } from './view/optimisation-history.ts';
export { type PairedDots, pairedDots } from './view/paired-dots.ts';
export { type PrecisionRecallCurve, precisionRecallCurve } from './view/precision-recall-curve.ts';
export { predictedClasses } from './view/predicted-classes.ts';
export { type PredictionCorrelations, predictionCorrelations } from './view/prediction-correlations.ts';
export type { BinaryRows } from './view/ranked-cuts.ts';
export { type ReadPredictions, readPredictions } from './view/read-predictions.ts';
export { type Report, type ReportedSearch, reportOf } from './view/report-of.ts';
export { type Residuals, residualsOf } from './view/residuals-of.ts';
export { type RocCurve, rocCurve } from './view/roc-curve.ts';
export {
  type NumberParameter,
  type OptionsParameter,
  searchedTrials,
  type SearchedTrials,
  type TrialValues,
} from './view/searched-trials.ts';
export { spaceOfStudy } from './view/space-of-study.ts';
export { type TrialTimeline, trialTimeline } from './view/trial-timeline.ts';
export { usualScores } from './view/usual-scores.ts';
export { wilsonInterval } from './view/wilson-interval.ts';
export type {
  CodeParts,
  ColumnGuess,
  ColumnUse,
  CompetitionFiles,
  FeaturesChoice,
  Guess,
  Reason,
  TrainingGuess,
} from './infer/guess.ts';
export type { InferOptions } from './infer/infer-competition.ts';
export { inferCompetition } from './infer/infer-competition.ts';
export type { MetricName } from './infer/metric-names.ts';
export { metricNames } from './infer/metric-names.ts';
export type { RenderedFile } from './infer/render-competition.ts';
export { renderCompetition } from './infer/render-competition.ts';
export type { LiveMirror, LiveMirrorEnd } from './track/live-mirror.ts';
export { liveMirror } from './track/live-mirror.ts';
export type { StudyMirrored } from './track/mirror-study.ts';
export type { SyncOptions } from './track/sync-runs.ts';
export { syncRuns } from './track/sync-runs.ts';
export { trackingServer } from './track/tracking-server.ts';
export type { WrittenMlruns } from './track/write-mlruns.ts';
export { writeMlruns } from './track/write-mlruns.ts';
