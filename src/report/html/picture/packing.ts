export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;

interface Packed extends Size {
  /** Where each box goes, in the order in which they were given. */
  readonly places: readonly Pick<Box, 'x' | 'y'>[];
}

/** Boxes in rows, in their order, so that the whole is somewhat wider than high. */
export function packed(boxes: readonly Size[], gap: number): Packed {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...boxes.map(({ width }) => width)) + 2 * gap;
  const limit = Math.max(widest, Math.sqrt(area * 1.8));
  let [x, y, rowHeight, width] = [gap, gap, 0, 0];
  const places = boxes.map((box) => {
    if (x > gap && x + box.width + gap > limit) {
      [x, y] = [gap, y + rowHeight + gap];
      rowHeight = 0;
    }
    const place = { x, y };
    x += box.width + gap;
    rowHeight = Math.max(rowHeight, box.height);
    width = Math.max(width, x);
    return place;
  });
  return { places, width, height: y + rowHeight + gap };
}
