/** Text for a tooltip of a chart, where {style|text} would be read as markup. */
export const plainText = (text: string) => text.replaceAll('{', '{\u200b');
