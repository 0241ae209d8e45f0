/** For `placeholderData` of queries whose key is [kind, body]: the previous result stays on the screen while the same query
 * is repeated for a later time range (Live), and is dropped when the query itself changes.
 *
 *     placeholderData: (before, last) => (onlyTimeDiffers(last, question) ? before : undefined)
 */
export function sameExceptTime(
  previous: { queryKey: readonly unknown[] } | undefined,
  body: object,
): boolean {
  return withoutTimes(previous?.queryKey[1]) === withoutTimes(body);
}

const TIME_FIELDS = new Set(['time_range', 'timeFilter', 'request_created_at']);

const withoutTimes = (body: unknown) =>
  JSON.stringify(body, (key, value: unknown) => (TIME_FIELDS.has(key) ? null : value));
