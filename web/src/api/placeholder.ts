/** For `placeholderData` of queries whose key is [what, question]: an answer stays while the same is asked of a later time
 * (Live), and goes when something else is asked.
 *
 *     placeholderData: (before, last) => (onlyTimeDiffers(last, question) ? before : undefined)
 */
export function sameExceptTime(
  last: { queryKey: readonly unknown[] } | undefined,
  question: object,
): boolean {
  return withoutTimes(last?.queryKey[1]) === withoutTimes(question);
}

const TIMES = new Set(['time_range', 'timeFilter', 'request_created_at']);

const withoutTimes = (question: unknown) =>
  JSON.stringify(question, (key, value: unknown) => (TIMES.has(key) ? null : value));
