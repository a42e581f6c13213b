import type { Change } from '../../src/api/change.ts';

/** How the page hears of changes: told by the server, by asking every few seconds, or not at all. */
type Hearing = 'live' | 'asking' | 'away';

const ASK_MILLISECONDS = 5000;

class Live {
  hearing = $state<Hearing>('asking');
  /** Counts what was heard of each competition; what depends on it is asked for again. */
  private heard = $state<Readonly<Record<string, number>>>({});
  private readonly versions = new Map<string, string>();
  /** Competitions that something on the page is of. */
  private readonly followed = new Set<string>();
  private asking: ReturnType<typeof setInterval> | undefined;

  /** A number that is another one after each change of the competition; without one, of any. */
  of(slug?: string): number {
    if (slug !== undefined) {
      this.followed.add(slug);
      return this.heard[slug] ?? 0;
    }
    return Object.values(this.heard).reduce((sum, times) => sum + times, 0);
  }

  start(): void {
    const events = new EventSource('/api/events');
    events.addEventListener('open', () => {
      this.hearing = 'live';
      clearInterval(this.asking);
      this.asking = undefined;
    });
    events.addEventListener('change', (event) => {
      const { slug, version } = JSON.parse(event.data as string) as Change;
      const before = this.versions.get(slug);
      this.versions.set(slug, version);
      if (before !== version) this.tell(slug);
    });
    events.addEventListener('error', () => {
      this.asking ??= setInterval(() => void this.ask(), ASK_MILLISECONDS);
      void this.ask();
      // The browser tries again by itself, unless the server said no.
      if (events.readyState !== EventSource.CLOSED) return;
      events.close();
      setTimeout(() => this.start(), ASK_MILLISECONDS);
    });
  }

  private tell(slug: string): void {
    this.heard = { ...this.heard, [slug]: (this.heard[slug] ?? 0) + 1 };
  }

  /** Without a stream: everything that is open is asked for again, which costs nothing where nothing has changed. */
  private async ask(): Promise<void> {
    try {
      const answer = await fetch('/api/competitions', { cache: 'no-cache' });
      this.hearing = answer.ok ? 'asking' : 'away';
      if (!answer.ok) return;
      for (const slug of this.followed) this.tell(slug);
    } catch {
      this.hearing = 'away';
    }
  }
}

export const live = new Live();
