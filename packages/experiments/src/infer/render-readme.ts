import type { Guess } from './guess.ts';
import { groupDigits } from './group-digits.ts';

/** `README.md`: what was guessed and why, and the next commands. */
export function renderReadme(guess: Guess): string {
  const lines = guess.reasons.map(
    ({ about, guess: what, because }) => `- **${about}**: ${what} (${because})\n`,
  );
  return `# ${guess.slug}

${groupDigits(guess.trainRows)} rows to learn from, ${groupDigits(guess.testRows)} to predict. The raw files lie in \`data/\`, which git ignores.

\`\`\`sh
foldwise data ${guess.slug}
foldwise features ${guess.slug}
foldwise sweep ${guess.slug}
foldwise submit ${guess.slug}
\`\`\`

\`foldwise new\` wrote this folder. What it guessed, and why; look it over, and change what is wrong in \`competition.ts\` and
\`schema.ts\`:

${lines.join('')}`;
}
