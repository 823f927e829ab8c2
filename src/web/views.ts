import type { ViewEngine } from './views/engine.js';

/** Renders pages by name; the engine behind it is built once at boot. */
export class Views {
  constructor(private readonly engine: ViewEngine) {}

  render(view: string, model: object): string {
    return this.engine.render(view, model);
  }
}
