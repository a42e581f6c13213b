import type { Diagnosis } from '../facts/diagnose.ts';
import type { CompetitionFacts } from '../facts/examine-competitions.ts';
import type { KernelFacts } from '../facts/examine-kernels.ts';
import type { Output } from '../io.ts';
import { formatDigits, groupThousands } from './number.ts';
import { styleFor } from './style.ts';
import { renderTable } from './table.ts';

type Facts = readonly (readonly [label: string, text: string])[];

/** What was looked at, then what is wrong with it, one line each. */
export function diagnosisText(diagnosis: Diagnosis, output: Output): string {
  const { machine, kernels, competitions, packages, optional, problems, warnings } = diagnosis;
  const style = styleFor(output);
  const facts: Facts = [
    ['Node', `${machine.node} (${machine.path})`],
    ['machine', `${machine.processor}, ${machine.cores} cores, ${machine.platform} ${machine.architecture}`],
    ['memory', `${gigabytes(machine.memoryBytes)}, ${gigabytes(machine.freeMemoryBytes)} free`],
    ...kernelFacts(kernels),
    ['packages', packages.map(({ name, version }) => `${name} ${version ?? 'missing'}`).join(', ')],
    ...optional.map(
      ({ name, version, use }) => ['optional', `${name} ${version ?? 'is not installed'} (${use})`] as const,
    ),
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, text]) => `  ${style('dim', label.padEnd(width))}  ${text}\n`).join('');
  const notes = [
    ...problems.map((text) => `${style(['bold', 'red'], 'problem')} ${text}\n`),
    ...warnings.map((text) => `${style('yellow', 'note')} ${text}\n`),
  ];
  const verdict = problems.length === 0 ? `${style('green', 'everything that runs need is here')}\n` : '';
  return `${lines}\n${competitionsText(competitions, output)}\n${notes.join('')}${verdict}`;
}

function kernelFacts({ built, tier, tiers, speed }: KernelFacts): Facts {
  if (!built) return [['kernels', 'not built']];
  return [
    ['kernels', `built; tier ${tier}`],
    ...tiers
      .filter(({ works }) => !works)
      .map(({ tier: other, why }) => ['', `not ${other}: ${why}`] as const),
    ...(speed === null
      ? []
      : [
          [
            'speed',
            `${formatDigits(speed.gflops, 3)} GFLOP/s in a product, ${rounded(speed.rowsPerSecond)} rows/s in training a net 32→64→64→1, a core`,
          ] as const,
        ]),
  ];
}

function competitionsText(competitions: readonly CompetitionFacts[], output: Output): string {
  const style = styleFor(output);
  return renderTable(
    [
      { title: 'competition' },
      { title: 'data' },
      { title: 'runs' },
      { title: 'free', align: 'right' },
      { title: 'folder' },
    ],
    competitions.map(({ name, data, isWritable, freeBytes, directory }) => [
      name,
      data,
      isWritable ? 'writable' : 'not writable',
      freeBytes === null ? '–' : gigabytes(freeBytes),
      directory,
    ]),
    { width: output.columns, dress: (line, row) => (row < 0 ? style('dim', line) : line) },
  );
}

/** To two digits: what is measured in a moment is no better. */
function rounded(n: number): string {
  return groupThousands(String(Number(n.toPrecision(2))));
}

function gigabytes(bytes: number): string {
  return `${formatDigits(bytes / 1e9, 3)} GB`;
}
