/** Which project the pages show: the address says it, as project=demo or as the number of a project of the viewer's keys.
 * Without it, it is the project of the first key. Each tab therefore stays in its project, whatever another one does. */

export const DEMO = 'demo';
export const DEMO_NAME = 'Demo project';
export const PROJECT_HEADER = 'Gnomon-Project';

const PLACE = 'gnomon.place.'; // where the viewer was last, by project

export const projectInAddress = (): string | null =>
  new URLSearchParams(window.location.search).get('project');

export const isDemo = () => projectInAddress() === DEMO;

/** The header that says which project a call is about. */
export function projectHeader(): Record<string, string> {
  const project = projectInAddress();
  return project === null ? {} : { [PROJECT_HEADER]: project };
}

/** Remembers which page of the project is open, with its filter, columns and range. */
export function rememberPlace(project: string): void {
  localStorage.setItem(PLACE + project, window.location.pathname + window.location.search);
}

/** What is remembered says what somebody looked at: it ends with the sign-in. */
export function forgetPlaces(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PLACE)) localStorage.removeItem(key);
  }
}

/** Loads the pages of another project anew, where the viewer was last, so that nothing of this one stays on the screen or
 * in the cache. */
export function openProject(project: string): void {
  const place = localStorage.getItem(PLACE + project);
  const range = project === DEMO ? '&range=30d' : '';
  window.location.assign(
    place?.startsWith('/ui/') ? place : `/ui/?project=${encodeURIComponent(project)}${range}`,
  );
}

/** From the beginning: it has just been filled. */
export const openNewDemo = () => window.location.assign(`/ui/?project=${DEMO}&range=30d`);

/** It is removed, and so is the memory of where one was in it. */
export function leaveRemovedDemo(): void {
  localStorage.removeItem(PLACE + DEMO);
  window.location.assign('/ui/');
}
