import { mkdirSync, writeFileSync } from 'node:fs';
import { convolveModule } from './convolve.ts';
import { gemmModule } from './gemm.ts';

/** Writes the part of the kernels' source that is all alike: `assembly/generated`. */
const folder = new URL('../assembly/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('gemm.ts', folder), gemmModule());
writeFileSync(new URL('convolve.ts', folder), convolveModule());
