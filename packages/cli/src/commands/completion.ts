import { didYouMean } from '@foldwise/core';
import { basename } from 'node:path';
import { defineCommand } from '../command.ts';
import { completionScripts } from './completion-scripts.ts';
import { UsageError } from '../usage-error.ts';

/** The script that makes a shell complete commands, competitions and runs. */
export const completion = defineCommand({
  words: 'completion [shell]',
  summary: 'Print the completion script of a shell',
  args: { shell: { type: 'string', describe: 'bash, zsh or fish (default: the one in $SHELL)' } },
  examples: [
    ['foldwise completion bash >> ~/.bashrc', 'for bash'],
    ['foldwise completion zsh >> ~/.zshrc', 'for zsh'],
    ['foldwise completion fish > ~/.config/fish/completions/foldwise.fish', 'for fish'],
  ],
  async run({ shell }, io) {
    const wanted = shell ?? basename(io.env['SHELL'] ?? 'bash');
    const script = completionScripts[wanted];
    const known = Object.keys(completionScripts);
    if (script === undefined) {
      throw new UsageError(
        `completion: expected ${known.join(', ')}, got "${wanted}"`,
        didYouMean(wanted, known),
      );
    }
    io.out.write(script);
  },
});
