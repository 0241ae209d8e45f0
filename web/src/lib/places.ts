/** How far what was shown at each entry of the browser's history was scrolled, for "back". */
export class Places {
  private readonly byEntry = new Map<number, Map<string, unknown>>();

  /** `index`: of the entry. `name`: of what is scrolled, with the address at which it was. */
  keep(index: number, name: string, place: unknown): void {
    const entry = this.byEntry.get(index) ?? new Map<string, unknown>();
    this.byEntry.set(index, entry.set(name, place));
  }

  at(index: number, name: string): unknown {
    return this.byEntry.get(index)?.get(name);
  }

  /** A new entry takes the place of those from `index` on, to which nobody can return. */
  forgetFrom(index: number): void {
    for (const each of this.byEntry.keys()) if (each >= index) this.byEntry.delete(each);
  }
}

export const places = new Places();
