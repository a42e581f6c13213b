import { styleText } from 'node:util';
import type { Output } from '../io.ts';

type Format = Parameters<typeof styleText>[0];

/** Colours text where the output shows colours, and leaves it alone elsewhere. */
export type Style = (format: Format, text: string) => string;

export function styleFor(output: Output): Style {
  return (format, text) => (output.colour ? styleText(format, text, { validateStream: false }) : text);
}
