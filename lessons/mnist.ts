import { fromData, type Tensor } from '@foldwise/core';
import type { DataFolder } from './data-folder.ts';

/** Images of handwritten digits and what they show. */
export interface Digits {
  /** `[images, 784]`, each row by row from the top, byte/256: 0 is paper, 255/256 ink. */
  readonly images: Tensor;
  readonly labels: Uint8Array;
}

/** MNIST as the online book cuts it: to learn from, to choose by, to be judged by. */
export interface Mnist {
  readonly training: Digits;
  readonly validation: Digits;
  readonly test: Digits;
}

/** The files of MNIST, as LeCun, Cortes and Burges gave them out. */
export const mnistFiles: readonly string[] = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

/** The images and labels `from` … `to − 1` of a pair of files; 16 bytes come before the images and 8 before the labels. */
function digitsOf(images: Uint8Array, labels: Uint8Array, from: number, to: number): Digits {
  const pixels = new Float64Array(images.subarray(16 + 784 * from, 16 + 784 * to));
  for (let at = 0; at < pixels.length; at++) pixels[at]! /= 256;
  return { images: fromData(pixels, [to - from, 784]), labels: labels.slice(8 + from, 8 + to) };
}

/** MNIST: 50,000 images to learn from, 10,000 to choose by, 10,000 to be judged by, each read when first asked for. */
export function readMnist(data: DataFolder): Mnist {
  const part = (files: readonly string[], from: number, to: number): (() => Digits) => {
    let read: Digits | undefined;
    return () => (read ??= digitsOf(data.bytes(files[0]!), data.bytes(files[1]!), from, to));
  };
  const [training, validation, test] = [
    part(mnistFiles.slice(0, 2), 0, 50_000),
    part(mnistFiles.slice(0, 2), 50_000, 60_000),
    part(mnistFiles.slice(2), 0, 10_000),
  ];
  return Object.freeze({
    get training() {
      return training();
    },
    get validation() {
      return validation();
    },
    get test() {
      return test();
    },
  });
}

/** The first so many of some digits. */
export function firstDigits({ images, labels }: Digits, count: number): Digits {
  return {
    images: fromData(images.data.slice(0, 784 * count), [count, 784]),
    labels: labels.slice(0, count),
  };
}

/** A row for each digit, 1 at its place and 0 elsewhere. */
export function oneHotRows({ labels }: Digits): Tensor {
  const data = new Float64Array(10 * labels.length);
  labels.forEach((label, row) => (data[10 * row + label] = 1));
  return fromData(data, [labels.length, 10]);
}
