import type { Io, Output } from '../src/io.ts';
import { runCli } from '../src/run-cli.ts';

/** What a command printed, and how it ended. */
export interface Ending {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface FakeTerminal {
  readonly cwd: string;
  readonly columns?: number;
  readonly colour?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Runs a command line as `foldwise` would, with a pipe (or a terminal of so many columns) that is read afterwards. */
export async function foldwise(argv: readonly string[], terminal: FakeTerminal): Promise<Ending> {
  const [out, err] = [ear(terminal), ear(terminal)];
  const io: Io = {
    out: out.output,
    err: err.output,
    cwd: terminal.cwd,
    env: terminal.env ?? {},
    signal: terminal.signal ?? new AbortController().signal,
    now: () => 0,
  };
  const code = await runCli(argv, io);
  return { code, out: out.text(), err: err.text() };
}

function ear({ columns, colour }: FakeTerminal): { readonly output: Output; text(): string } {
  const heard: string[] = [];
  const output = {
    write: (text: string) => void heard.push(text),
    isTTY: columns !== undefined,
    columns,
    colour: colour ?? false,
  };
  return { output, text: () => heard.join('') };
}
