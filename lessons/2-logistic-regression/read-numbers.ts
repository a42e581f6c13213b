/** The numbers of a file of lines with commas, without a line of titles. */
export function readNumbers(text: string): readonly (readonly number[])[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/;+$/, ''))
    .filter((line) => /^-?[\d.]/.test(line))
    .map((line) => line.split(',').map(Number));
}
