import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

// Outside Jest there is no transform. Node takes the types out of our sources by itself (only plain types: no parameter
// properties, no decorators), but looks for files under the names they will have once compiled; hence this hook.
registerHooks({
  resolve: (name, context, next) =>
    /^\..*\.js$/.test(name) && context.parentURL?.endsWith('.ts')
      ? next(name.replace(/js$/, 'ts'), context)
      : next(name, context),
});

/** A module of `src/`, straight from its source: no build is needed, let alone a stale one used. */
export const source = (path) => import(pathToFileURL(join(import.meta.dirname, '..', 'src', path)).href);
