/** gpt-4o-mini-2024-07-18 → gpt-4o-mini: the date of a model takes room and seldom tells two rows apart. */
export const withoutDate = (model: string): string =>
  model.replace(/[-@](20\d{2}-?[01]\d-?[0-3]\d)(-v\d+)?(:\d+)?$/, '');
