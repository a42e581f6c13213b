/** What the mark under the pointer tells: the text of its title, beside the pointer and at once. */
class Tooltip {
  text = $state('');
  x = $state(0);
  y = $state(0);
  private title: Element | undefined;

  over(event: PointerEvent): void {
    const title = titleOf(event.target as Element, event.currentTarget as Element);
    if (title === this.title) return;
    this.hide();
    if (title === undefined) return;
    this.title = title;
    this.text = title.textContent;
    // Else the browser shows it once more.
    title.textContent = '';
    this.move(event);
  }

  move(event: PointerEvent): void {
    [this.x, this.y] = [event.clientX, event.clientY];
  }

  hide(): void {
    if (this.title !== undefined) this.title.textContent = this.text;
    this.title = undefined;
    this.text = '';
  }
}

export const tooltip = new Tooltip();

/** The title of the nearest mark; that of the whole chart is none. */
function titleOf(target: Element, within: Element): Element | undefined {
  for (
    let at: Element | null = target;
    at !== null && at !== within && at.tagName !== 'svg';
    at = at.parentElement
  ) {
    const title = [...at.children].find((child) => child.tagName === 'title');
    if (title !== undefined) return title;
  }
  return undefined;
}
