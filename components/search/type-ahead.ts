/** Takes what is typed before there is a field for it, so that no letter is lost and none is a shortcut. */
export function typeAhead(): { end: () => string } {
  let typed = '';
  const take = (event: KeyboardEvent) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    typed += event.key;
  };
  window.addEventListener('keydown', take, true);
  return {
    end: () => {
      window.removeEventListener('keydown', take, true);
      return typed;
    },
  };
}
