/**
 * Takes what is typed before there is a field for it: no letter is lost, and none is a shortcut or presses what has the
 * focus meanwhile. Escape lets go of the keys.
 *
 * @returns ends it, and gives what was typed
 */
export function typeAhead(): () => string {
  let typed = '';
  const take = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return end();
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
  };
  const end = () => window.removeEventListener('keydown', take, true);
  window.addEventListener('keydown', take, true);
  return () => {
    end();
    return typed;
  };
}
