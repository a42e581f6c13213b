import {
  activations,
  type Activation,
  didYouMean,
  FoldwiseError,
  occlusionMap,
  predict,
  saliencyMap,
  type Tensor,
} from '@foldwise/core';
import { classesOf, type RunNetwork } from '@foldwise/experiments';
import { channelImages, drawImages, textImages, type LabelledImage, type Picture } from '@foldwise/plot';
import type { RunPicture } from './run-picture.ts';

/** What can be seen of a row in a network over images. */
export const rowSubjects = ['activations', 'saliency', 'occlusion'] as const;
export type RowSubject = (typeof rowSubjects)[number];

export function isOfRow(subject: string): subject is RowSubject {
  return rowSubjects.some((each) => each === subject);
}

/** Which row, layer and output are looked at. */
export interface RowPictureOptions {
  /** The id of a validation row; the first of the fold. */
  readonly row?: string | undefined;
  /** The place of a layer, as `sequential[2]`; the first convolution. */
  readonly layer?: string | undefined;
  /** The name of a class; the one with the highest output. */
  readonly output?: string | undefined;
}

function refusal(found: RunNetwork, message: string, hint?: string): FoldwiseError {
  return new FoldwiseError(message, { code: 'input', where: `plot ${found.run}`, ...(hint && { hint }) });
}

/** The row as the network takes it: `[1, …]`. */
function rowNamed(found: RunNetwork, id = found.ids[0]!): { readonly id: string; readonly row: Tensor } {
  const at = found.ids.indexOf(id);
  if (at < 0) {
    throw refusal(
      found,
      `expected the id of a row that fold ${found.fold + 1} was scored on, got "${id}"`,
      `pass one such as --row ${found.ids[0]!}, or another --fold`,
    );
  }
  const { shape, data } = found.rows;
  const length = data.length / shape[0]!;
  return {
    id,
    row: { shape: [1, ...shape.slice(1)], data: data.slice(at * length, (at + 1) * length) },
  };
}

const isImage = ({ output: { shape } }: Activation): boolean =>
  shape.length === 4 && shape[1]! * shape[2]! > 1;

/** What layers give that are images; a network over other rows has none. */
function imagesIn(found: RunNetwork, row: Tensor): readonly Activation[] {
  const images = activations(found.network, found.weights, row).filter(isImage);
  if (images.length > 0) return images;
  throw refusal(
    found,
    'expected a network over images, got one without layers that give [height, width, channels]',
    'plot its curves instead, or see foldwise features for what counts in a table',
  );
}

function activationsOf(found: RunNetwork, row: Tensor, place?: string): { title: string; picture: Picture } {
  const all = imagesIn(found, row);
  const layer =
    place === undefined
      ? (all.find(({ kind }) => kind.startsWith('conv')) ?? all[0]!)
      : all.find((each) => each.place === place);
  if (layer === undefined) {
    throw refusal(
      found,
      `expected a layer that gives images, got "${place!}"`,
      didYouMean(place!, [...new Set(all.map((each) => each.place))]),
    );
  }
  return {
    title: `what ${layer.kind} at ${layer.place} gives`,
    picture: { colours: 'grey', images: channelImages(layer.output) },
  };
}

/** The number of the output that is looked at, and what it is called. */
function outputOf(
  found: RunNetwork,
  row: Tensor,
  name?: string,
): { readonly output: number; readonly called: string } {
  const { network, weights, task } = found;
  const scores = predict(network, weights, row).data;
  const classes = classesOf(task);
  // One logit says how far a row is of the second class.
  const names = task.kind === 'binary' ? [classes[1]!] : classes;
  if (name === undefined) {
    const output = scores.indexOf(Math.max(...scores));
    return { output, called: names[output] ?? `output ${output + 1}` };
  }
  const output = names.indexOf(name);
  if (output >= 0) return { output, called: name };
  const hint = names.length === 0 ? 'leave out --output' : didYouMean(name, names);
  throw refusal(found, `expected a class that has an output of its own, got "${name}"`, hint);
}

/** Of several channels the largest number, as Simonyan et al. have it; of one the number itself, with its sign. */
function overChannels({ data }: Tensor, height: number, width: number): Tensor {
  const channels = data.length / (height * width);
  const strongest = Float64Array.from({ length: height * width }, (_, pixel) => {
    const own = data.subarray(pixel * channels, (pixel + 1) * channels);
    return channels === 1 ? own[0]! : own.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  });
  return { shape: [height, width], data: strongest };
}

function mapOf(
  subject: 'saliency' | 'occlusion',
  found: RunNetwork,
  row: Tensor,
  name?: string,
): { title: string; picture: Picture } {
  const [, height, width] = imagesIn(found, row)[0]!.output.shape as readonly [
    number,
    number,
    number,
    number,
  ];
  const { network, weights } = found;
  const { output, called } = outputOf(found, row, name);
  const channels = row.data.length / (height * width);
  if (channels !== 1 && channels !== 3) {
    throw refusal(
      found,
      `expected a row that is an image of ${height}×${width}, got ${row.data.length} numbers`,
    );
  }
  const image: LabelledImage = {
    label: 'the row',
    colours: 'grey',
    image: { shape: channels === 1 ? [height, width] : [height, width, channels], data: row.data },
  };
  const single = { shape: row.shape.slice(1), data: row.data };
  const map =
    subject === 'saliency'
      ? overChannels(saliencyMap(network, weights, row, { output }), height, width)
      : occlusionMap(network, weights, single, { output, image: [height, width, channels] });
  return {
    title: `${subject} of ${called}`,
    picture: { colours: 'signed', images: [image, { label: subject, image: map }] },
  };
}

/**
 * What a network over images makes of a row that it has not learned from.
 *
 * @throws FoldwiseError `input` where there is no such row, layer or output, or the network is of no images.
 */
export function rowPicture(
  subject: RowSubject,
  competition: string,
  found: RunNetwork,
  options: RowPictureOptions = {},
): RunPicture {
  const { id, row } = rowNamed(found, options.row);
  const { title: of, picture } =
    subject === 'activations'
      ? activationsOf(found, row, options.layer)
      : mapOf(subject, found, row, options.output);
  const title = `${competition}, run ${found.run}, fold ${found.fold + 1}: ${of}, row ${id}`;
  return {
    title,
    drawing: drawImages(picture),
    text: ({ columns, colour }) => [title, '', ...textImages(picture, columns ?? 80, colour)],
  };
}
