export * from './base.ts';
export type { Primitive, Pullback, Traced, Tracer, Value } from './autodiff/primitive.ts';
export { applyPrimitive, isTraced, primitive } from './autodiff/primitive.ts';
export type { BinaryRule, Operand, PairRule, UnaryRule } from './autodiff/ops/elementwise.ts';
export { binaryOp, unaryOp } from './autodiff/ops/elementwise.ts';
export type { Lowering, OpKernel, Placed, Touched, Word } from './autodiff/lowering/lowering.ts';
export { NotLowered } from './autodiff/lowering/not-lowered.ts';
export type { Comparison, Vector, VectorOperand, Vectors } from './autodiff/lowering/vectors.ts';
export type { Context, Layer, NoWeights, Part, ValuesOf, WeightsOf } from './nn/layer.ts';
export { evaluation } from './nn/evaluation.ts';
export { adoptWeights, type AdoptOptions, type WeightSource } from './nn/adopt-weights.ts';
export { fromTorch, fromTorchImage } from './nn/from-torch.ts';
export { describeNetwork, type LayerLine } from './nn/describe-network.ts';
export type { Initializer } from './nn/initializers/initializer.ts';
export { biasFromTarget, type OutputsSay } from './nn/initializers/bias-from-target.ts';
export { constantWeights, zeroWeights } from './nn/initializers/constant-weights.ts';
export type { GainOptions } from './nn/initializers/fan.ts';
export { glorotNormal, glorotUniform } from './nn/initializers/glorot.ts';
export { heNormal, heUniform } from './nn/initializers/he.ts';
export { lecunNormal, lecunUniform } from './nn/initializers/lecun.ts';
export { normalWeights, type NormalWeightsOptions } from './nn/initializers/normal-weights.ts';
export { orthogonal } from './nn/initializers/orthogonal.ts';
export { sparseWeights, type SparseWeightsOptions } from './nn/initializers/sparse-weights.ts';
export { unitVariance, type UnitVarianceOptions } from './nn/initializers/unit-variance.ts';
export { uniformWeights, type UniformWeightsOptions } from './nn/initializers/uniform-weights.ts';
export type {
  ActivationFunction,
  ActivationName,
  EluOptions,
  LeakyReluOptions,
} from './nn/layers/activation.ts';
export {
  activation,
  elu,
  gelu,
  leakyRelu,
  mish,
  relu,
  selu,
  sigmoid,
  silu,
  softplus,
  tanh,
  veryLeakyRelu,
} from './nn/layers/activation.ts';
export { batchNorm, type BatchNormOptions, type BatchNormWeights } from './nn/layers/batch-norm.ts';
export {
  batchEnsembleDense,
  type BatchEnsembleDenseOptions,
  type BatchEnsembleDenseWeights,
} from './nn/layers/batch-ensemble-dense.ts';
export { bias, type BiasOptions, type BiasWeights } from './nn/layers/bias.ts';
export { channelDropout } from './nn/layers/channel-dropout.ts';
export { conv1d, type Conv1dOptions, type Conv1dWeights } from './nn/layers/conv1d.ts';
export { conv2d, type Conv2dOptions, type Conv2dWeights } from './nn/layers/conv2d.ts';
export { conv3d, type Conv3dOptions, type Conv3dWeights } from './nn/layers/conv3d.ts';
export { dense, type DenseOptions, type DenseWeights } from './nn/layers/dense.ts';
export { dropout } from './nn/layers/dropout.ts';
export { embedding, type EmbeddingOptions, type EmbeddingWeights } from './nn/layers/embedding.ts';
export { expression, type RowFunction } from './nn/layers/expression.ts';
export { flatten } from './nn/layers/flatten.ts';
export { featurePool, type FeaturePoolOptions } from './nn/layers/feature-pool.ts';
export { gatedLinear } from './nn/layers/gated-linear.ts';
export { gaussianNoise } from './nn/layers/gaussian-noise.ts';
export { globalAveragePool } from './nn/layers/global-average-pool.ts';
export { globalMaxPool } from './nn/layers/global-max-pool.ts';
export { groupNorm, type GroupNormOptions, type GroupNormWeights } from './nn/layers/group-norm.ts';
export { gru } from './nn/layers/gru.ts';
export { identity } from './nn/layers/identity.ts';
export { instanceNorm, type InstanceNormOptions } from './nn/layers/instance-norm.ts';
export { localResponseNorm, type LocalResponseNormOptions } from './nn/layers/local-response-norm.ts';
export { lstm, type LstmOptions, type LstmWeights } from './nn/layers/lstm.ts';
export {
  locallyConnected1d,
  type LocallyConnected1dOptions,
  type LocallyConnected1dWeights,
} from './nn/layers/locally-connected1d.ts';
export {
  locallyConnected2d,
  type LocallyConnected2dOptions,
  type LocallyConnected2dWeights,
} from './nn/layers/locally-connected2d.ts';
export { maxout, type MaxoutOptions } from './nn/layers/maxout.ts';
export { meanOfMembers, type MembersSay } from './nn/layers/mean-of-members.ts';
export { memberHeads, type MemberHeadsOptions, type MemberHeadsWeights } from './nn/layers/member-heads.ts';
export { memberScale, type MemberScaleWeights } from './nn/layers/member-scale.ts';
export { momentsOf } from './nn/layers/moments-of.ts';
export { pad, type PadOptions } from './nn/layers/pad.ts';
export { permute } from './nn/layers/permute.ts';
export { pick, type PickOptions } from './nn/layers/pick.ts';
export { placeDropout } from './nn/layers/place-dropout.ts';
export { prelu, type PreluOptions, type PreluWeights } from './nn/layers/prelu.ts';
export type { MemberScaleOptions, ScaleStart } from './nn/layers/member-scales.ts';
export { parametricActivation, type ParametricActivationWeights } from './nn/layers/parametric-activation.ts';
export {
  pbldEmbedding,
  type PbldEmbeddingOptions,
  type PbldEmbeddingWeights,
} from './nn/layers/pbld-embedding.ts';
export {
  piecewiseLinearEmbedding,
  type PiecewiseLinearEmbeddingOptions,
  type PiecewiseLinearEmbeddingWeights,
} from './nn/layers/piecewise-linear-embedding.ts';
export {
  plrEmbedding,
  type PlrEmbeddingOptions,
  type PlrEmbeddingWeights,
} from './nn/layers/plr-embedding.ts';
export { randomizedRelu, type RandomizedReluOptions } from './nn/layers/randomized-relu.ts';
export { recurrent, type SimpleRecurrentOptions } from './nn/layers/recurrent.ts';
export type { RecurrentOptions, RecurrentWeights } from './nn/layers/recurring.ts';
export { scale, type ScaleWeights } from './nn/layers/scale.ts';
export { scaledTanh, type ScaledTanhOptions } from './nn/layers/scaled-tanh.ts';
export {
  selfAttention,
  type SelfAttentionOptions,
  type SelfAttentionWeights,
} from './nn/layers/self-attention.ts';
export { layerNorm, type LayerNormOptions, type LayerNormWeights } from './nn/layers/layer-norm.ts';
export { averagePool2d, maxPool2d, sumPool2d } from './nn/layers/pool2d.ts';
export { averagePool1d, maxPool1d, sumPool1d, type Pool1dOptions } from './nn/layers/pool1d.ts';
export { averagePool3d, maxPool3d, sumPool3d, type Pool3dOptions } from './nn/layers/pool3d.ts';
export { reshapeTo } from './nn/layers/reshape-to.ts';
export { slice, type SliceOptions } from './nn/layers/slice.ts';
export { softmax } from './nn/layers/softmax.ts';
export { spatialPyramidPool, type SpatialPyramidPoolOptions } from './nn/layers/spatial-pyramid-pool.ts';
export { standardization, type StandardizationOptions } from './nn/layers/standardization.ts';
export { type Moments, standardizeBy } from './nn/layers/standardize-by.ts';
export { transposedConv1d, type TransposedConv1dOptions } from './nn/layers/transposed-conv1d.ts';
export { transposedConv2d, type TransposedConv2dOptions } from './nn/layers/transposed-conv2d.ts';
export { transposedConv3d, type TransposedConv3dOptions } from './nn/layers/transposed-conv3d.ts';
export type { TransposedWeights } from './nn/layers/transposed-convolution.ts';
export { upscale1d, type Upscale1dOptions } from './nn/layers/upscale1d.ts';
export { upscale2d, type Upscale2dOptions } from './nn/layers/upscale2d.ts';
export { upscale3d, type Upscale3dOptions } from './nn/layers/upscale3d.ts';
export type { Filling } from './nn/layers/upscaling.ts';
export type { Padding3d, Triple } from './nn/layers/volume.ts';
export { winnerTakesAll } from './nn/layers/winner-takes-all.ts';
export type { Padding2d, Pair, Pool2dOptions, WindowOptions } from './autodiff/ops/index.ts';
export { columns, type ColumnsOptions } from './nn/combine/columns.ts';
export { heads, type NamedLayers, type WeightsOfNamed } from './nn/combine/heads.ts';
export { highway, type HighwayOptions, type HighwayWeights } from './nn/combine/highway.ts';
export { maximumOf } from './nn/combine/maximum-of.ts';
export { cropped, type Cropping } from './nn/combine/cropped.ts';
export { mergedBy, type MergeFunction } from './nn/combine/merged-by.ts';
export { parallel } from './nn/combine/parallel.ts';
export { parallelAlong } from './nn/combine/parallel-along.ts';
export { productOf } from './nn/combine/product-of.ts';
export { recurrentOf, type RecurrentOfOptions, type RecurrentOfWeights } from './nn/combine/recurrent-of.ts';
export { residual } from './nn/combine/residual.ts';
export { sequential } from './nn/combine/sequential.ts';
export { spatialTransformer, type SpatialTransformerOptions } from './nn/combine/spatial-transformer.ts';
export { sumOf } from './nn/combine/sum-of.ts';
export {
  thinPlateTransformer,
  type ThinPlateTransformerOptions,
} from './nn/combine/thin-plate-transformer.ts';
export {
  transformerBlock,
  type TransformerBlockOptions,
  type TransformerBlockWeights,
} from './nn/combine/transformer-block.ts';
export { type FactorOptions, withFactors } from './nn/combine/with-factors.ts';
export { withInverse, type WithInverseWeights } from './nn/combine/with-inverse.ts';
export { type PenaltyOptions, withPenalty } from './nn/combine/with-penalty.ts';
export type { WeightsOfAll } from './nn/combine/weights-of-all.ts';
export type { Loss } from './nn/losses/loss.ts';
export { likePrediction } from './nn/losses/like-prediction.ts';
export { meanOverRows } from './nn/losses/mean-over-rows.ts';
export { absoluteError } from './nn/losses/absolute-error.ts';
export { binaryCrossEntropy } from './nn/losses/binary-cross-entropy.ts';
export { binaryFocal, type BinaryFocalOptions } from './nn/losses/binary-focal.ts';
export { crossEntropy } from './nn/losses/cross-entropy.ts';
export { focal, type FocalOptions } from './nn/losses/focal.ts';
export { gammaDeviance } from './nn/losses/gamma-deviance.ts';
export { hinge, type HingeOptions } from './nn/losses/hinge.ts';
export { huber, type HuberOptions } from './nn/losses/huber.ts';
export { meanOverMembers } from './nn/losses/mean-over-members.ts';
export {
  multiclassHinge,
  type MulticlassHingeOptions,
  type WrongClasses,
} from './nn/losses/multiclass-hinge.ts';
export { poissonDeviance } from './nn/losses/poisson-deviance.ts';
export { quantileError, type QuantileErrorOptions } from './nn/losses/quantile-error.ts';
export { tweedieDeviance, type TweedieDevianceOptions } from './nn/losses/tweedie-deviance.ts';
export { type HeadLoss, sumOfLosses } from './nn/losses/sum-of-losses.ts';
export type { LabelSmoothingOptions } from './nn/losses/label-smoothing.ts';
export { squaredError } from './nn/losses/squared-error.ts';
export type { Clock, Optimizer, Rule, Schedule, Slots, StepContext, Updated } from './optim/rule.ts';
export { chain } from './optim/chain.ts';
export type { Remembered, Rewrite } from './optim/make-rule.ts';
export { slottedRule, statelessRule } from './optim/make-rule.ts';
export { accumulateMomentum } from './optim/rules/accumulate-momentum.ts';
export { accumulateNesterov } from './optim/rules/accumulate-nesterov.ts';
export type { DecayOptions } from './optim/rules/add-decayed-weights.ts';
export { addDecayedWeights } from './optim/rules/add-decayed-weights.ts';
export { clipByGlobalNorm } from './optim/rules/clip-by-global-norm.ts';
export { clipByValue } from './optim/rules/clip-by-value.ts';
export { limitNorms } from './optim/rules/limit-norms.ts';
export { type AdadeltaMoments, scaleByAdadelta } from './optim/rules/scale-by-adadelta.ts';
export { scaleByAdagrad } from './optim/rules/scale-by-adagrad.ts';
export type { AdamMoments } from './optim/rules/scale-by-adam.ts';
export { scaleByAdam } from './optim/rules/scale-by-adam.ts';
export { scaleByAdamax } from './optim/rules/scale-by-adamax.ts';
export { scaleByAmsGrad } from './optim/rules/scale-by-ams-grad.ts';
export { scaleByLearningRate } from './optim/rules/scale-by-learning-rate.ts';
export { type LionMoments, scaleByLion } from './optim/rules/scale-by-lion.ts';
export { type NAdamMoments, scaleByNAdam } from './optim/rules/scale-by-n-adam.ts';
export { scaleByRAdam } from './optim/rules/scale-by-r-adam.ts';
export type { RmsOptions } from './optim/rules/scale-by-rms.ts';
export { scaleByRms } from './optim/rules/scale-by-rms.ts';
export type { LearningRateOptions } from './optim/optimizer.ts';
export type {
  AdadeltaOptions,
  AdagradOptions,
  AdamOptions,
  AdamWOptions,
  LionOptions,
  MomentumOptions,
  RmsPropOptions,
} from './optim/optimizers.ts';
export { type Variable, variable } from './optim/variable.ts';
export type {
  CosineLogOptions,
  ExponentialDecayOptions,
  FromToOptions,
  InEpochsOptions,
  OneCycleOptions,
  StepDecayOptions,
  WarmUpOptions,
} from './optim/schedules.ts';
export {
  constant,
  cosine,
  cosineLog,
  exponentialDecay,
  flatCosine,
  inEpochs,
  linear,
  oneCycle,
  stepDecay,
  warmUp,
} from './optim/schedules.ts';
export {
  adadelta,
  adagrad,
  adam,
  adamW,
  lion,
  momentum,
  nesterov,
  rmsProp,
  sgd,
} from './optim/optimizers.ts';
export { adamax, amsGrad, nAdam, type NAdamOptions, rAdam } from './optim/adam-variants.ts';
export type { Curvature, MinimizeMethod } from './optim/minimize/method.ts';
export { bfgs } from './optim/minimize/bfgs.ts';
export { lbfgs, type LbfgsOptions } from './optim/minimize/lbfgs.ts';
export {
  minimize,
  minimizeNumbers,
  type MinimizeOptions,
  type MinimizeStep,
  type Minimum,
  type NumbersFunction,
} from './optim/minimize/minimize.ts';
export type { DecodedWeights } from './weights-file/decode-weights.ts';
export { decodeWeights } from './weights-file/decode-weights.ts';
export type { EncodeOptions } from './weights-file/encode-weights.ts';
export { encodeWeights } from './weights-file/encode-weights.ts';
export type { ExportOptions } from './onnx/export-onnx.ts';
export { exportOnnx } from './onnx/export-onnx.ts';
export type { ImportedModel } from './onnx/import-onnx.ts';
export { importOnnx } from './onnx/import-onnx.ts';
export { type Tracked, valueAndGradient } from './autodiff/gradient.ts';
export { numericalGradient } from './autodiff/numerical-gradient.ts';
export * as ops from './autodiff/ops/index.ts';
export type { Averaging } from './train/averaging.ts';
export type { EarlyStopping } from './train/early-stopping.ts';
export type { Executor, Pass, Program, Trainer, TrainingData } from './executor/executor.ts';
export type { ActivationStatistics, EpochStatistics, WeightStatistics } from './train/epoch-statistics.ts';
export type { EpochRecord, Ties } from './train/history.ts';
export { lossOn } from './train/loss-on.ts';
export type { PredictOptions } from './train/predict.ts';
export { predict } from './train/predict.ts';
export { referenceExecutor } from './executor/reference-executor.ts';
export type { Augment } from './train/augmented.ts';
export { adjustVariable } from './train/handlers/adjust-variable.ts';
export type { BatchRecord, RunSoFar, TrainHandler, Verdict } from './train/handlers/handler.ts';
export { printLayers } from './train/handlers/print-layers.ts';
export { printLog } from './train/handlers/print-log.ts';
export {
  type BestRemembered,
  rememberBest,
  type RememberBestOptions,
} from './train/handlers/remember-best.ts';
export { saveWeights, type SaveWeightsOptions } from './train/handlers/save-weights.ts';
export { stopWhen } from './train/handlers/stop-when.ts';
export type { Best } from './train/history.ts';
export type { TrainOptions, TrainResult, Validation } from './train/train.ts';
export { train } from './train/train.ts';
export { type Activation, activations } from './inspect/activations.ts';
export { type KernelImage, kernelImages } from './inspect/kernel-images.ts';
export { occlusionMap, type OcclusionOptions } from './inspect/occlusion-map.ts';
export { saliencyMap, type SaliencyOptions } from './inspect/saliency-map.ts';
export type { CompiledExecutor, CompiledOptions } from './compiled/compiled-executor.ts';
export { compiledExecutor, executorFor } from './compiled/compiled-executor.ts';
export { kernelBytes } from './compiled/kernel-memory.ts';
export { describeTiers, type TierState } from './compiled/describe-tiers.ts';
export type { KernelTime, ProfileOptions } from './compiled/profile.ts';
export { profileStep } from './compiled/profile.ts';
export { type SharedTensor, shareTensor } from './compiled/shared-tensor.ts';
export type { Tier } from './compiled/tier.ts';
