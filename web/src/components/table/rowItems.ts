/** A heading above a row, such as the day on which the rows below it were made. */
export interface RowHeading {
  before: number; // index of the row below it
  text: string;
}

/** The rows of a table and the headings between them as one list, in which all have the same height. */
export class RowItems {
  readonly count: number;
  private readonly headings: RowHeading[]; // in order

  constructor(rows: number, headings: readonly RowHeading[] = []) {
    this.headings = headings
      .filter(({ before }) => before >= 0 && before < rows)
      .toSorted((a, b) => a.before - b.before);
    this.count = rows + this.headings.length;
  }

  /** The item of a row. */
  ofRow(row: number): number {
    return row + this.headingsBefore(each => each.before <= row);
  }

  /** The item that a list begins with to show a row first: the heading right above it, if there is one. */
  above(row: number): number {
    const item = this.ofRow(row);
    return item > 0 && this.at(item - 1).heading ? item - 1 : item;
  }

  /** The row of an item, or the heading that it is. */
  at(
    item: number,
  ): { row: number; heading?: undefined } | { row?: undefined; heading: RowHeading } {
    // the heading number i is the item headings[i].before + i
    const headings = this.headingsBefore((each, index) => each.before + index <= item);
    const last = this.headings[headings - 1];
    if (last && last.before + headings - 1 === item) return { heading: last };
    return { row: item - headings };
  }

  /** The first row at or below an item. */
  rowFrom(item: number): number {
    const at = this.at(item);
    return at.heading ? at.heading.before : at.row;
  }

  /** How many headings, from the first on, pass the test. */
  private headingsBefore(test: (heading: RowHeading, index: number) => boolean): number {
    let [low, high] = [0, this.headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(this.headings[middle]!, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
