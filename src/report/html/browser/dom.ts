/**
 * As much of the DOM as the page's scripts use. TypeScript's own library would make `name`, `event` and
 * hundreds of others known to every file here, which run where none of them is.
 */
export interface PageElement {
  textContent: string;
  innerHTML: string;
  value: string;
  hidden: boolean;
  disabled: boolean;
  scrollLeft: number;
  scrollTop: number;
  readonly style: { height: string };
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly dataset: Record<string, string | undefined>;
  readonly classList: { toggle(name: string, on: boolean): boolean };
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  append(...children: readonly (PageElement | string)[]): void;
  replaceChildren(...children: readonly (PageElement | string)[]): void;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  getBoundingClientRect(): { readonly left: number; readonly top: number };
  setPointerCapture(pointer: number): void;
  addEventListener(
    type: string,
    listener: (event: PageEvent) => void,
    options?: { readonly passive: boolean },
  ): void;
  scrollIntoView(): void;
}

export interface PageEvent {
  readonly target: PageElement;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly deltaY: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly button: number;
  readonly pointerId: number;
  readonly pointerType: string;
  preventDefault(): void;
}

export interface PageDocument {
  querySelectorAll(selector: string): Iterable<PageElement>;
  createElement(name: string): PageElement;
}

/** For events of the page as a whole: it is printed. */
export interface PageWindow {
  addEventListener(type: string, listener: () => void): void;
}
