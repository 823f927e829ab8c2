import Handlebars from 'handlebars';

type Program = hbs.AST.Program;

const CALLER = 'callerView';
const path = (original: string, parts: string[], loc: hbs.AST.SourceLocation): hbs.AST.PathExpression => ({
  type: 'PathExpression',
  data: false,
  depth: 0,
  parts,
  original,
  loc,
});
const thisView = (loc: hbs.AST.SourceLocation) => path('this', [], loc);

class NamedArguments extends Handlebars.Visitor {
  // `{{number}}` is always the field of that name: every helper of ours takes an argument.
  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const named = mustache.path;
    if (named.type === 'PathExpression' && mustache.params.length === 0 && !mustache.hash) {
      const field = named as hbs.AST.PathExpression;
      if (!field.data && field.depth === 0 && field.parts.length === 1 && field.original === field.parts[0]) {
        mustache.path = path(`this.${field.original}`, field.parts, field.loc);
      }
    }
    super.MustacheStatement(mustache);
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    if (partial.params.length === 0) {
      const isBlock =
        partial.name.type === 'PathExpression' &&
        (partial.name as hbs.AST.PathExpression).original === '@partial-block';
      if (isBlock) partial.params.push(path(CALLER, [CALLER], partial.loc));
      else if (!partial.hash) partial.params.push(thisView(partial.loc));
    }
    super.PartialStatement(partial);
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    if (partial.params.length === 0) {
      const pair: hbs.AST.HashPair = { type: 'HashPair', key: CALLER, value: thisView(partial.loc), loc: partial.loc };
      partial.hash = { type: 'Hash', pairs: [...(partial.hash?.pairs ?? []), pair], loc: partial.loc };
    }
    super.PartialBlockStatement(partial);
  }
}

/**
 * Reads template source by the house rules, which differ from plain Handlebars in three points:
 * a partial given named arguments sees those alone (nothing of the page leaks into it by a shared name);
 * a partial given none sees the caller's view; the block inside `{{#> partial}}…{{/partial}}` always sees the caller's view.
 * To be compiled with `explicitPartialContext`.
 */
export function parseTemplate(source: string, file: string): Program {
  const program = Handlebars.parse(source, { srcName: file });
  new NamedArguments().accept(program);
  return program;
}
