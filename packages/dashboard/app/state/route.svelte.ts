/** Where the reader is: every view is an address, and everything that changes a view stands in it. */
class Route {
  path = $state(location.pathname);
  search = $state(location.search);

  constructor() {
    addEventListener('popstate', () => this.read());
  }

  /** The parts of the path, decoded. */
  get parts(): readonly string[] {
    return this.path
      .split('/')
      .filter((part) => part !== '')
      .map(decoded);
  }

  /** A parameter of the address; empty where it has none. */
  query(name: string): string {
    return new URLSearchParams(this.search).get(name) ?? '';
  }

  go(address: string): void {
    history.pushState(null, '', address);
    this.read();
    scrollTo(0, 0);
  }

  /** Changes parameters of the address in place: no step back leads to each letter of a filter. */
  set(changes: Readonly<Record<string, string>>): void {
    const params = new URLSearchParams(this.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === '') params.delete(name);
      else params.set(name, value);
    }
    const search = readable(params);
    history.replaceState(null, '', `${this.path}${search === '' ? '' : `?${search}`}`);
    this.read();
  }

  private read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }
}

export const route = new Route();

/** Slashes and commas of run ids may stand in a query as they are. */
function readable(params: URLSearchParams): string {
  return params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Links of the page itself go without loading it again; those with a modifier are the browser's. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element).closest('a');
  if (link === null || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.hasAttribute('download') || link.pathname.startsWith('/api/'))
    return;
  if (link.pathname === location.pathname && link.hash !== '') return;
  event.preventDefault();
  route.go(link.pathname + link.search);
}
