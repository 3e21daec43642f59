import { revealHidden } from '@/domain/values/characters';

/**
 * A name, or other text from outside. It can't change how the text beside it reads: the browser isolates its
 * direction, and hidden characters are visible.
 */
export const Name = ({ children }: { children: string }) => <bdi>{revealHidden(children)}</bdi>;
