import { escape } from './escape.ts';

/** What an element is said to be; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element of SVG, its attributes escaped; the children are markup already.
 *
 * @example
 * element('circle', { class: 'dot s0', r: 3 }, element('title', {}, escape('a < b')));
 */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escape(String(value))}"`)
    .join('');
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join('')}</${name}>`;
}

/** What a mark tells when it is pointed at, and a reader who does not see it. */
export function titled(text: string): string {
  return element('title', {}, escape(text));
}
