/**
 * Resolves the package `server-only` as a React server does, to nothing at all: outside Next its other face
 * throws. A loader hook, given to Node by bootstrap.mjs.
 */
export function resolve(specifier, context, nextResolve) {
  if (specifier !== 'server-only') return nextResolve(specifier, context);
  return nextResolve(specifier, { ...context, conditions: [...context.conditions, 'react-server'] });
}
