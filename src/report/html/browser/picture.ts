import type { PageDocument, PageElement, PageEvent } from './dom.ts';

/** Lets a picture be zoomed and dragged. It scrolls by itself: with keys, fingers and without scripts too. */
export function startPictures(page: PageDocument): void {
  const [step, least, readable, most, margin, border] = [1.25, 0.05, 0.7, 4, 16, 2];
  for (const section of page.querySelectorAll('[data-picture]')) start(section);

  function start(section: PageElement): void {
    const frame = section.querySelector('.frame');
    const drawing = section.querySelector('svg');
    const controls = section.querySelector('.controls');
    if (!frame || !drawing || !controls) return;
    const [width, height] = [natural(drawing, 'width'), natural(drawing, 'height')];
    const status = section.querySelector('.status');
    let scale = 1;

    controls.hidden = false;
    frame.classList.toggle('bounded', true);
    // It keeps its height, whatever it shows.
    frame.style.height = `${height + border}px`;
    // Readable first: who wants to see all of a large one asks for it.
    zoom(Math.max(readable, Math.min(1, frame.clientWidth / width)));
    const on = (name: string, act: () => void) =>
      section.querySelector(name)?.addEventListener('click', act);
    on('.in', () => zoom(scale * step));
    on('.out', () => zoom(scale / step));
    on('.fit', fit);
    on('.whole', () => zoom(1));
    frame.addEventListener('keydown', pressed);
    frame.addEventListener('wheel', wheeled, { passive: false });
    dragging(frame);
    const places = section.querySelector('select');
    places?.addEventListener('change', () => goTo(places.value));

    function fit(): void {
      if (!frame) return;
      zoom(Math.min(1, frame.clientWidth / width, frame.clientHeight / height));
    }

    /** The point `x`, `y` of the frame stays in place; without them its middle does. */
    function zoom(to: number, x?: number, y?: number): void {
      if (!frame || !drawing) return;
      const next = Math.min(most, Math.max(least, to));
      const [left, top] = [x ?? frame.clientWidth / 2, y ?? frame.clientHeight / 2];
      const at = { x: (frame.scrollLeft + left) / scale, y: (frame.scrollTop + top) / scale };
      scale = next;
      drawing.setAttribute('width', String(Math.round(width * scale)));
      drawing.setAttribute('height', String(Math.round(height * scale)));
      frame.scrollLeft = at.x * scale - left;
      frame.scrollTop = at.y * scale - top;
      if (status) status.textContent = `${Math.round(scale * 100)}%`;
    }

    function goTo(place: string): void {
      const [x, y] = place.split(' ').map(Number);
      if (!frame || x === undefined || y === undefined) return;
      zoom(1);
      frame.scrollLeft = x - margin;
      frame.scrollTop = y - margin;
    }

    function pressed(event: PageEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const acts: Readonly<Record<string, () => void>> = {
        '+': () => zoom(scale * step),
        '=': () => zoom(scale * step),
        '-': () => zoom(scale / step),
        '0': fit,
        '1': () => zoom(1),
      };
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    /** The wheel alone scrolls. With Ctrl it zooms: browsers send that for two fingers on a trackpad too. */
    function wheeled(event: PageEvent): void {
      if (!frame || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      const { left, top } = frame.getBoundingClientRect();
      zoom(scale * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
    }
  }

  function natural(drawing: PageElement, name: string): number {
    return Number(drawing.getAttribute(name)) || 1;
  }

  function dragging(frame: PageElement): void {
    let from: { x: number; y: number; left: number; top: number } | null = null;
    frame.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || event.pointerType !== 'mouse') return;
      from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
      frame.setPointerCapture(event.pointerId);
    });
    frame.addEventListener('pointermove', (event) => {
      if (!from) return;
      frame.scrollLeft = from.left - (event.clientX - from.x);
      frame.scrollTop = from.top - (event.clientY - from.y);
    });
    for (const end of ['pointerup', 'pointercancel'])
      frame.addEventListener(end, () => {
        from = null;
      });
  }
}
