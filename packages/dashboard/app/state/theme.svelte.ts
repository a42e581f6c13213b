type Choice = 'system' | 'light' | 'dark';

const key = 'foldwise-theme';
const choices: readonly Choice[] = ['system', 'light', 'dark'];

class Theme {
  choice = $state<Choice>((localStorage.getItem(key) as Choice | null) ?? 'system');

  /** System, light, dark, and again. */
  next(): void {
    this.choice = choices[(choices.indexOf(this.choice) + 1) % choices.length]!;
    localStorage.setItem(key, this.choice);
    if (this.choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.choice;
  }
}

export const theme = new Theme();
