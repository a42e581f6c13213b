import yargs from 'yargs';
import type { Argv } from 'yargs';
import type { Command } from '../command.ts';
import { positionsOf, usageOf } from '../command.ts';
import type { Io } from '../io.ts';

/** What was typed, once it is understood. */
export interface Chosen {
  readonly command: Command;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface ParserOptions {
  readonly commands: readonly Command[];
  readonly version: string;
  readonly io: Io;
  /** Called by the parser with the command that was typed. */
  readonly choose: (chosen: Chosen) => void;
}

const usage =
  'foldwise <command>\n\nDefine a competition, sweep networks over honest cross-validation, submit.';
const epilogue = 'foldwise <command> --help says more. A first try: foldwise sweep diamonds';
const widest = 100;

/** The yargs parser of these commands: it throws what is wrong, hands help to its callback, and runs nothing. */
export function buildParser({ commands, version, io, choose }: ParserOptions): Argv {
  let parser = yargs()
    .scriptName('foldwise')
    .locale('en')
    .wrap(Math.min(io.out.columns ?? widest, widest))
    .usage(usage)
    .epilogue(epilogue)
    .parserConfiguration({ 'camel-case-expansion': false, 'dot-notation': false })
    .updateStrings({ 'Not enough arguments following: %s': '--%s: expected a value, got none' })
    .updateStrings({ 'Positionals:': 'Arguments:' })
    .exitProcess(false)
    .fail(false)
    .help('help', 'Show help')
    .alias('help', 'h')
    .version('version', 'Show the version', version)
    .option('debug', { type: 'boolean', describe: 'Show where an error came from' })
    .group(['help', 'version', 'debug'], 'Everywhere:');
  for (const command of commands) {
    parser = parser.command(
      command.words,
      command.summary,
      (builder) => describeArgs(builder, command),
      (args) => choose({ command, args }),
    );
  }
  return parser;
}

function describeArgs(builder: Argv, command: Command): Argv {
  const positions = positionsOf(command);
  let described = builder.usage(`${usageOf(command)}\n\n${command.summary}.`).epilogue('');
  for (const [name, definition] of Object.entries(command.args)) {
    if (positions.includes(name)) {
      const { demandOption: _, ...position } = definition;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- positions are strings, without what only options have
      described = described.positional(name, position as Parameters<Argv['positional']>[1]);
    } else {
      const { requiresArg = definition.type !== 'boolean' } = definition;
      described = described.option(name, { ...definition, requiresArg });
    }
  }
  for (const [line, does] of command.examples) described = described.example(line, does);
  return described;
}
