import { decodeWeights, FoldwiseError, kernelImages, leavesOf, type Tensor } from '@foldwise/core';
import { artifactStore, type RunDetails } from '@foldwise/experiments';
import type { Drawing, Picture } from '@foldwise/plot';
import {
  drawImages,
  drawLayers,
  drawPlot,
  learningCurves,
  textImages,
  textLayers,
  textPlot,
} from '@foldwise/plot';
import type { Output } from '../io.ts';

/** What can be seen of a run. */
export const subjects = ['curves', 'network', 'filters'] as const;
export type Subject = (typeof subjects)[number];

/** A picture of a run, for a file and for a terminal. */
export interface RunPicture {
  readonly title: string;
  readonly drawing: Drawing;
  text(output: Output): readonly string[];
}

function nothing(details: RunDetails, wanted: string, hint: string): FoldwiseError {
  return new FoldwiseError(`expected a run ${wanted}, got ${details.row.id}`, {
    code: 'input',
    where: 'plot',
    hint,
  });
}

function curvesOf(competition: string, details: RunDetails, logarithmic: boolean): RunPicture {
  const curves = details.folds
    .filter(({ curve }) => curve.length > 0)
    .map(({ fold, curve }) => ({ name: `fold ${fold + 1}`, values: curve }));
  if (curves.length === 0)
    throw nothing(details, 'that was trained by epochs', 'pick a network: foldwise runs');
  if (logarithmic && curves.some(({ values }) => values.some((value) => value <= 0))) {
    throw nothing(details, 'whose curves stay above 0', 'leave out --log');
  }
  // What a model reports is the metric, or its loss where that moves in jumps: the journal does not say which.
  const title = `${competition}, run ${details.row.id}: learning curves`;
  const plot = learningCurves(curves, { title, y: 'on rows kept aside', logarithmic });
  return { title, drawing: drawPlot(plot), text: ({ columns }) => textPlot(plot, columns ?? 80) };
}

function networkOf(competition: string, details: RunDetails): RunPicture {
  const { layers } = details;
  if (layers === null || layers.length === 0)
    throw nothing(details, 'of a network', 'pick one: foldwise runs');
  const title = `${competition}, run ${details.row.id}: network`;
  return { title, drawing: drawLayers(layers), text: () => [title, '', ...textLayers(layers)] };
}

/** The kernel of the first convolution, of the first fold. */
function firstKernel({
  folds,
  artifactsDirectory,
}: RunDetails): { path: string; kernel: Tensor } | undefined {
  const sha256 = folds[0]?.weights ?? null;
  if (sha256 === null) return undefined;
  const { weights } = decodeWeights(artifactStore(artifactsDirectory).get(sha256), sha256);
  const found = leavesOf(weights).find(
    ({ path, leaf }) => path.endsWith('kernel') && leaf.shape.length === 4,
  );
  return found && { path: found.path, kernel: found.leaf };
}

function filtersOf(competition: string, details: RunDetails): RunPicture {
  const found = firstKernel(details);
  if (found === undefined)
    throw nothing(details, 'of a network with a convolution over images', 'plot its curves instead');
  const isSingle = found.kernel.shape[2] === 1;
  const picture: Picture = {
    colours: 'signed',
    shared: true,
    images: kernelImages(found.kernel).map(({ filter, channel, image }) => ({
      label: isSingle ? `filter ${filter}` : `filter ${filter}, channel ${channel}`,
      image,
    })),
  };
  const title = `${competition}, run ${details.row.id}: ${found.path} of fold 1`;
  return {
    title,
    drawing: drawImages(picture),
    text: ({ columns, colour }) => [title, '', ...textImages(picture, columns ?? 80, colour)],
  };
}

/**
 * What a run looks like.
 *
 * @throws FoldwiseError `input` where the run has nothing of the kind.
 */
export function runPicture(
  subject: Subject,
  competition: string,
  details: RunDetails,
  logarithmic = false,
): RunPicture {
  const makers = { curves: curvesOf, network: networkOf, filters: filtersOf };
  return makers[subject](competition, details, logarithmic);
}
