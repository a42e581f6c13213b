import type { Io, Output } from './io.ts';

/** NO_COLOR and FORCE_COLOR decide (https://no-color.org), else whether somebody is looking. */
function wantsColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return stream.isTTY && env['TERM'] !== 'dumb';
}

function output(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Output {
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY,
    // Read anew each time: a terminal can be resized. One that does not know its width says 0.
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : undefined;
    },
    colour: wantsColour(stream, env),
    stream,
  };
}

/** The terminal or pipe that this process was started from. */
export function processIo(signal: AbortSignal): Io {
  return {
    out: output(process.stdout, process.env),
    err: output(process.stderr, process.env),
    cwd: process.cwd(),
    env: process.env,
    signal,
    now: () => performance.now(),
  };
}
