/**
 * While the mouse holds something, what it holds must stay: elements that are replaced below it take a selection or a drag
 * with them. What is to be drawn meanwhile waits until the mouse lets go.
 */
export class Hold {
  constructor(root, draw) {
    this.isPressed = false;
    this.isDragged = false;
    this.isLate = false;
    this.draw = draw;
    root.addEventListener("pointerdown", () => { this.isPressed = true; });
    root.addEventListener("dragstart", () => { this.isDragged = true; });
    document.addEventListener("pointerup", () => this.released());
    document.addEventListener("pointercancel", () => { if (!this.isDragged) this.released(); });
    document.addEventListener("dragend", () => this.released());
  }

  /** Tell whether drawing must wait; if so, it is made up for. */
  waits() {
    this.isLate ||= this.isPressed;
    return this.isPressed;
  }

  released() {
    const { isLate } = this;
    this.isPressed = this.isDragged = this.isLate = false;
    if (isLate) setTimeout(() => this.draw());
  }
}
