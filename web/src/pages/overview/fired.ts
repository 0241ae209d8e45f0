/** Events of alerts in few words. Pure. */

const AND_WHEN = /(?:, at \d{4}-\d\d-\d\d \d\d:\d\d UTC|\. Since \d{4}-\d\d-\d\d ).*$/s;

/** What an event says, without the times and causes that follow it. */
export const inShort = (text: string): string => text.replace(AND_WHEN, '');
