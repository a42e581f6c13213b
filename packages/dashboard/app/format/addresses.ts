/** The address of a competition's page. */
export function competitionAddress(slug: string, tab = ''): string {
  return `/c/${encodeURIComponent(slug)}${tab === '' ? '' : `/${tab}`}`;
}

/** The address of a study's page. */
export function studyAddress(slug: string, study: string): string {
  return `${competitionAddress(slug)}/studies/${encodeURIComponent(study)}`;
}

/** The address of a run's page. */
export function runAddress(slug: string, id: string): string {
  return `${competitionAddress(slug)}/runs/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** The address that puts runs side by side. */
export function compareAddress(slug: string, ids: readonly string[]): string {
  return `${competitionAddress(slug)}/compare?runs=${ids.join(',')}`;
}

/** Where the server gives out an artifact of a run. */
export function artifactAddress(slug: string, id: string, sha256: string): string {
  return `/api/competitions${runAddress(slug, id).slice('/c'.length)}/artifacts/${sha256}`;
}
