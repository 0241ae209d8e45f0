/** Which project the pages show: the viewer's own one, or the demo's, if the address has project=demo. */

export const DEMO = 'demo';
export const PROJECT_HEADER = 'Gnomon-Project';

export const isDemo = () => new URLSearchParams(window.location.search).get('project') === DEMO;

/** Loads the pages of the other project anew, so that nothing of this one stays on the screen or in the cache. */
export function openDemo(): void {
  window.location.assign(`/ui/?project=${DEMO}&range=30d`);
}

export function leaveDemo(): void {
  window.location.assign('/ui/');
}
