/** Rows of a list that are made when they are written, and then forgotten. */
export class Rows<Item, Row> implements Iterable<Row> {
  readonly #items: readonly Item[];
  readonly #rowOf: (item: Item) => Row;

  constructor(items: readonly Item[], rowOf: (item: Item) => Row) {
    this.#items = items;
    this.#rowOf = rowOf;
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (const item of this.#items) yield this.#rowOf(item);
  }

  /** For whoever wants all of them at once. */
  toJSON(): readonly Row[] {
    return [...this];
  }
}
