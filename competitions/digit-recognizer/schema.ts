import { defineSchema, id, number, target } from '@foldwise/data';

/** Brightness of the 784 pixels of an image, row by row from the top, 0 (paper) to 255 (ink). */
const pixels = Object.fromEntries(Array.from({ length: 28 * 28 }, (_, at) => [`pixel${at}`, number()]));

export const schema = defineSchema({ ImageId: id(), label: target(), ...pixels });
