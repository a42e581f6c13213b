import { FoldwiseError } from '@foldwise/core/base';
import { withoutVariables } from './chart-style.ts';

/** How pixels are made of an SVG. */
export interface PngOptions {
  /** Pixels for each unit of the SVG; 2, which is sharp on screens of today. */
  readonly scale?: number;
}

/**
 * The pixels of an SVG as a PNG file, by `@resvg/resvg-js`, which is loaded now and has to be installed beside foldwise.
 *
 * @throws FoldwiseError `input` where it is not installed, or the text is no SVG.
 * @example
 * writeFileSync('curves.png', await svgToPng(svgFile('penguins', drawPlot(plot))));
 */
export async function svgToPng(svg: string, { scale = 2 }: PngOptions = {}): Promise<Uint8Array> {
  const { Resvg } = await loaded();
  try {
    const options = {
      fitTo: { mode: 'zoom', value: scale },
      font: { defaultFontFamily: 'DejaVu Sans' },
    } as const;
    return Uint8Array.from(new Resvg(withoutVariables(svg), options).render().asPng());
  } catch (error) {
    throw new FoldwiseError('expected the text of an SVG file, got another', {
      code: 'input',
      where: 'svgToPng',
      hint: 'pass what svgFile gives',
      cause: error,
    });
  }
}

async function loaded(): Promise<typeof import('@resvg/resvg-js')> {
  // By a name that a bundler does not follow: what draws runs in a browser too, where there is no such package.
  const name = '@resvg/resvg-js' as string;
  try {
    return (await import(/* @vite-ignore */ name)) as typeof import('@resvg/resvg-js');
  } catch (error) {
    throw new FoldwiseError('expected the package @resvg/resvg-js, which makes pixels of SVG, got none', {
      code: 'input',
      where: 'svgToPng',
      hint: 'npm install @resvg/resvg-js, or save an SVG',
      cause: error,
    });
  }
}
