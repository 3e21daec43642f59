/**
 * Loader hook that bootstrap.mjs registers. It resolves the package `server-only` to its empty file, as a
 * React server does: outside Next.js, its default file throws.
 */
export function resolve(specifier, context, nextResolve) {
  if (specifier !== 'server-only') return nextResolve(specifier, context);
  return nextResolve(specifier, { ...context, conditions: [...context.conditions, 'react-server'] });
}
