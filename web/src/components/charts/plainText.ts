/** Escapes a text for the tooltip of a chart, where {style|text} would be markup. */
export const plainText = (text: string) => text.replaceAll('{', '{\u200b');
